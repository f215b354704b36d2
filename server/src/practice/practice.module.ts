import { Module, type DynamicModule } from '@nestjs/common'
import { PracticeController } from './practice.controller.ts'
import { PracticeHost } from './practice-host.ts'
import { PracticeService } from './practice.service.ts'

/** The door to practice, in the county's own instance. */
@Module({})
export class PracticeModule {
  static of(host: PracticeHost): DynamicModule {
    return {
      module: PracticeModule,
      controllers: [PracticeController],
      providers: [PracticeService, { provide: PracticeHost, useValue: host }],
    }
  }
}
