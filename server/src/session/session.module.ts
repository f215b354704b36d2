import { Global, Module } from '@nestjs/common'
import { Authenticator } from '../platform/http/authenticator.ts'
import { SessionAuthenticator } from './session-authenticator.ts'
import { SessionController } from './session.controller.ts'
import { SessionService } from './session.service.ts'

@Global()
@Module({
  controllers: [SessionController],
  providers: [SessionService, { provide: Authenticator, useClass: SessionAuthenticator }],
  exports: [SessionService, Authenticator],
})
export class SessionModule {}
