import { Controller, Req } from '@nestjs/common'
import {
  approvePlugin,
  configurePlugin,
  disablePlugin,
  enablePlugin,
  installPlugin,
  listDisclosures,
  listIntake,
  listPluginLogs,
  listPlugins,
  makeServeKey,
  resumePlugin,
  rollBackPlugin,
  showPlugin,
  showPluginUsage,
  testPlugin,
  uninstallPlugin,
  type PluginView,
  type RouteInput,
} from '@shaotai/api'
import type { Result } from '@shaotai/core'
import type { FastifyRequest } from 'fastify'
import { readUpload } from '../platform/http/read-upload.ts'
import { Allow, CurrentActor, Input, Route } from '../platform/http/route-decorators.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { PluginService } from './plugin.service.ts'
import { PluginViews } from './plugin-views.ts'

/** Installing, approving, configuring and watching plugins. */
@Controller()
export class PluginController {
  constructor(
    private readonly plugins: PluginService,
    private readonly views: PluginViews,
  ) {}

  @Route(listPlugins)
  @Allow('policy-admin', 'policy-reviewer', 'security-admin', 'system-admin', 'audit-admin', 'vendor')
  list(@CurrentActor() context: ActorContext) {
    return this.views.list(context)
  }

  @Route(installPlugin)
  @Allow('policy-admin')
  async upload(@CurrentActor() context: ActorContext, @Req() request: FastifyRequest) {
    const { bytes } = await readUpload(request)
    const done = await this.plugins.upload(context, bytes)
    return done.ok ? this.views.show(context, done.value) : done
  }

  @Route(showPlugin)
  @Allow('policy-admin', 'policy-reviewer', 'security-admin', 'system-admin', 'audit-admin')
  show(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof showPlugin>) {
    return this.views.show(context, params.plugin)
  }

  @Route(approvePlugin)
  @Allow('policy-admin', 'policy-reviewer', 'security-admin')
  approve(@CurrentActor() context: ActorContext, @Input() { params, body }: RouteInput<typeof approvePlugin>) {
    return this.after(context, params.plugin, this.plugins.approve(context, params.plugin, body.hash))
  }

  @Route(configurePlugin)
  @Allow('policy-admin')
  configure(@CurrentActor() context: ActorContext, @Input() { params, body }: RouteInput<typeof configurePlugin>) {
    return this.after(context, params.plugin, this.plugins.configure(context, params.plugin, body))
  }

  @Route(testPlugin)
  @Allow('policy-admin')
  test(@CurrentActor() context: ActorContext, @Input() { params, body }: RouteInput<typeof testPlugin>) {
    return this.plugins.test(context, params.plugin, body)
  }

  @Route(enablePlugin)
  @Allow('policy-admin')
  enable(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof enablePlugin>) {
    return this.after(context, params.plugin, this.plugins.enable(context, params.plugin))
  }

  @Route(disablePlugin)
  @Allow('policy-admin', 'security-admin', 'system-admin')
  disable(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof disablePlugin>) {
    return this.after(context, params.plugin, this.plugins.disable(context, params.plugin))
  }

  @Route(rollBackPlugin)
  @Allow('policy-admin')
  rollBack(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof rollBackPlugin>) {
    return this.after(context, params.plugin, this.plugins.rollBack(context, params.plugin))
  }

  @Route(uninstallPlugin)
  @Allow('policy-admin')
  uninstall(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof uninstallPlugin>) {
    return this.plugins.uninstall(context, params.plugin)
  }

  @Route(resumePlugin)
  @Allow('policy-admin', 'system-admin')
  resume(@CurrentActor() context: ActorContext, @Input() { params, body }: RouteInput<typeof resumePlugin>) {
    return this.after(context, params.plugin, this.plugins.resume(context, params.plugin, body.contribution))
  }

  @Route(makeServeKey)
  @Allow('policy-admin')
  serveKey(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof makeServeKey>) {
    return this.plugins.makeServeKey(context, params.plugin)
  }

  @Route(listPluginLogs)
  @Allow('policy-admin', 'system-admin', 'security-admin', 'audit-admin', 'vendor')
  logs(@CurrentActor() context: ActorContext, @Input() { params, query }: RouteInput<typeof listPluginLogs>) {
    return this.views.logs(context, params.plugin, query)
  }

  @Route(showPluginUsage)
  @Allow('policy-admin', 'system-admin', 'security-admin', 'audit-admin', 'vendor')
  usage(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof showPluginUsage>) {
    return this.views.usage(context, params.plugin)
  }

  @Route(listDisclosures)
  @Allow('policy-admin', 'security-admin', 'audit-admin')
  disclosures(@CurrentActor() context: ActorContext, @Input() { params, query }: RouteInput<typeof listDisclosures>) {
    return this.views.disclosures(context, params.plugin, query)
  }

  @Route(listIntake)
  @Allow('policy-admin', 'dispatcher', 'platform-head')
  intake(@CurrentActor() context: ActorContext, @Input() { params, query }: RouteInput<typeof listIntake>) {
    return this.views.intake(context, params.plugin, query)
  }

  private async after(context: ActorContext, plugin: string, act: Promise<Result<undefined>>): Promise<Result<PluginView>> {
    const done = await act
    return done.ok ? this.views.show(context, plugin) : done
  }
}
