import { Controller, Inject, Res } from '@nestjs/common'
import {
  exportBundle,
  listPolicyNews,
  previewCalendar,
  previewTransition,
  publishDraft,
  reviewVersion,
  rollBackAtOnce,
  seeTrial,
  showBundleKey,
  withdrawVersion,
  type RouteInput,
} from '@shaotai/api'
import { packBundle } from '@shaotai/core'
import type { FastifyReply } from 'fastify'
import type { Secrets } from '../platform/config/secrets.ts'
import { loadOrganisation } from '../people/load-organisation.ts'
import { Db } from '../platform/db/open-database.ts'
import { Allow, CurrentActor, Input, Route } from '../platform/http/route-decorators.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { CalendarPreviewer } from './calendar-preview.ts'
import { SECRETS } from '../platform/tokens.ts'
import { bundleKey } from './bundle-key.ts'
import { DraftTrials } from './draft-trials.ts'
import { PolicyNewsService } from './policy-news.ts'
import { PublicationService } from './publication.service.ts'
import { TransitionPreviewer } from './transition-preview.ts'

@Controller()
export class PublicationController {
  constructor(
    private readonly publication: PublicationService,
    private readonly previewer: TransitionPreviewer,
    private readonly calendars: CalendarPreviewer,
    private readonly news: PolicyNewsService,
    private readonly trials: DraftTrials,
    private readonly db: Db,
    @Inject(SECRETS) private readonly secrets: Secrets,
  ) {}

  @Route(publishDraft)
  @Allow('policy-reviewer')
  publish(@CurrentActor() context: ActorContext, @Input() { params, body }: RouteInput<typeof publishDraft>) {
    return this.publication.publish(context, params.id, body)
  }

  @Route(previewTransition)
  @Allow('policy-admin', 'policy-reviewer')
  preview(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof previewTransition>) {
    return this.previewer.preview(context, params.id)
  }

  @Route(seeTrial)
  @Allow('policy-admin', 'policy-reviewer')
  see(@CurrentActor() context: ActorContext, @Input() { params, body }: RouteInput<typeof seeTrial>) {
    return this.trials.see(context, params.id, body)
  }

  @Route(previewCalendar)
  @Allow('policy-admin', 'policy-reviewer')
  calendar(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof previewCalendar>) {
    return this.calendars.preview(context, params.id)
  }

  @Route(listPolicyNews)
  @Allow('signed-in')
  list(@CurrentActor() context: ActorContext) {
    return this.news.news(context)
  }

  @Route(withdrawVersion)
  @Allow('policy-admin', 'policy-reviewer')
  withdraw(@CurrentActor() context: ActorContext, @Input() { params, body }: RouteInput<typeof withdrawVersion>) {
    return this.publication.withdraw(context, params.version, body)
  }

  @Route(rollBackAtOnce)
  @Allow('county-leader', 'platform-head')
  rollBack(@CurrentActor() context: ActorContext, @Input() { params, body }: RouteInput<typeof rollBackAtOnce>) {
    return this.publication.rollBack(context, params.version, body)
  }

  @Route(reviewVersion)
  @Allow('policy-reviewer')
  review(@CurrentActor() context: ActorContext, @Input() { params, body }: RouteInput<typeof reviewVersion>) {
    return this.publication.review(context, params.version, body)
  }

  @Route(exportBundle)
  @Allow('policy-admin', 'policy-reviewer', 'vendor')
  async bundle(
    @CurrentActor() context: ActorContext,
    @Input() { params }: RouteInput<typeof exportBundle>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.publication.policyOf(context, params.version)
    if (!found.ok) return found
    const organisation = await loadOrganisation(this.db, context.county)
    const names = new Map((organisation?.units ?? []).map(({ id, name }) => [id, name]))
    const name = `${found.value.profile.title}-第${params.version}版.shaotai.json`
    void reply.headers({
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    })
    return reply.code(200).send(packBundle(found.value, bundleKey(this.secrets, context.county), names))
  }

  @Route(showBundleKey)
  @Allow('signed-in')
  key(@CurrentActor() context: ActorContext) {
    const { key, pem } = bundleKey(this.secrets, context.county)
    return { fingerprint: key, pem }
  }
}
