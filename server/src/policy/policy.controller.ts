import { Controller, Res } from '@nestjs/common'
import {
  actOnDraftClaim,
  createDraft,
  listDraftClaims,
  listDraftEdits,
  listDrafts,
  listPolicies,
  rebaseDraft,
  rejectDraft,
  saveDraft,
  showCurrentPolicy,
  showDraft,
  showDraftAt,
  showDraftHistory,
  showDraftPast,
  showFieldUsage,
  showPolicy,
  showPolicySchema,
  splitDraft,
  submitDraft,
  withdrawDraft,
  type RouteInput,
} from '@shaotai/api'
import { policySchema } from '@shaotai/core'
import type { FastifyReply } from 'fastify'
import { Allow, CurrentActor, Input, Route } from '../platform/http/route-decorators.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { DraftClaims } from './draft-claims.ts'
import { DraftEdits } from './draft-edits.ts'
import { DraftHistory } from './draft-history.ts'
import { FieldUsages } from './field-usages.ts'
import { DraftMerge } from './draft-merge.ts'
import { PolicyService } from './policy.service.ts'

@Controller()
export class PolicyController {
  constructor(
    private readonly policies: PolicyService,
    private readonly history: DraftHistory,
    private readonly usages: FieldUsages,
    private readonly claims: DraftClaims,
    private readonly merge: DraftMerge,
    private readonly edits: DraftEdits,
  ) {}

  @Route(listPolicies)
  @Allow('signed-in')
  list(@CurrentActor() context: ActorContext) {
    return this.policies.versions(context)
  }

  @Route(showCurrentPolicy)
  @Allow('signed-in')
  async current(@CurrentActor() context: ActorContext) {
    const current = await this.policies.current(context)
    return current.ok ? this.policies.version(context, current.value.hash) : current
  }

  @Route(showPolicy)
  @Allow('signed-in')
  async show(
    @CurrentActor() context: ActorContext,
    @Input() { params }: RouteInput<typeof showPolicy>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.policies.version(context, params.hash)
    // A version never changes and holds no personal data: the browser may keep it, but only for the person it was sent to.
    if (found.ok) void reply.header('cache-control', 'private, max-age=3600')
    return found
  }

  @Route(showPolicySchema)
  @Allow('signed-in')
  schema(@Input() { params }: RouteInput<typeof showPolicySchema>) {
    return policySchema.properties[params.kind]
  }

  @Route(listDrafts)
  @Allow('policy-admin', 'policy-reviewer')
  drafts(@CurrentActor() context: ActorContext) {
    return this.policies.drafts(context)
  }

  @Route(createDraft)
  @Allow('policy-admin')
  create(@CurrentActor() context: ActorContext, @Input() { body }: RouteInput<typeof createDraft>) {
    return this.policies.create(context, body)
  }

  @Route(showDraft)
  @Allow('policy-admin', 'policy-reviewer')
  draft(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof showDraft>) {
    return this.policies.draft(context, params.id)
  }

  @Route(showDraftHistory)
  @Allow('policy-admin', 'policy-reviewer')
  findings(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof showDraftHistory>) {
    return this.history.findings(context, params.id)
  }

  @Route(showFieldUsage)
  @Allow('policy-admin', 'policy-reviewer')
  usage(@CurrentActor() context: ActorContext, @Input() { body }: RouteInput<typeof showFieldUsage>) {
    return this.usages.of(context, body)
  }

  @Route(saveDraft)
  @Allow('policy-admin')
  save(@CurrentActor() context: ActorContext, @Input() { params, body }: RouteInput<typeof saveDraft>) {
    return this.policies.save(context, params.id, params.kind, body)
  }

  @Route(listDraftClaims)
  @Allow('policy-admin', 'policy-reviewer')
  listClaims(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof listDraftClaims>) {
    return this.claims.list(context, params.id)
  }

  @Route(actOnDraftClaim)
  @Allow('policy-admin')
  claim(@CurrentActor() context: ActorContext, @Input() { params, body }: RouteInput<typeof actOnDraftClaim>) {
    return this.claims.act(context, params, body)
  }

  @Route(listDraftEdits)
  @Allow('policy-admin', 'policy-reviewer')
  listEdits(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof listDraftEdits>) {
    return this.edits.list(context, params.id)
  }

  @Route(showDraftAt)
  @Allow('policy-admin', 'policy-reviewer')
  at(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof showDraftAt>) {
    return this.edits.documentAt(context, params.id, params.edit)
  }

  @Route(showDraftPast)
  @Allow('policy-admin')
  past(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof showDraftPast>) {
    return this.edits.past(context, params)
  }

  @Route(submitDraft)
  @Allow('policy-admin')
  submit(@CurrentActor() context: ActorContext, @Input() { params, body }: RouteInput<typeof submitDraft>) {
    return this.policies.submit(context, params.id, body)
  }

  @Route(rebaseDraft)
  @Allow('policy-admin')
  rebase(@CurrentActor() context: ActorContext, @Input() { params, body }: RouteInput<typeof rebaseDraft>) {
    return this.merge.rebase(context, params.id, body)
  }

  @Route(splitDraft)
  @Allow('policy-admin')
  split(@CurrentActor() context: ActorContext, @Input() { params, body }: RouteInput<typeof splitDraft>) {
    return this.merge.split(context, params.id, body)
  }

  @Route(rejectDraft)
  @Allow('policy-reviewer')
  reject(@CurrentActor() context: ActorContext, @Input() { params, body }: RouteInput<typeof rejectDraft>) {
    return this.policies.reject(context, params.id, body)
  }

  @Route(withdrawDraft)
  @Allow('policy-admin')
  withdraw(@CurrentActor() context: ActorContext, @Input() { params, body }: RouteInput<typeof withdrawDraft>) {
    return this.policies.withdraw(context, params.id, body)
  }
}
