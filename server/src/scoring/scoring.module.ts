import { Module } from '@nestjs/common'
import { ScoringController } from './scoring.controller.ts'
import { ScoringService } from './scoring.service.ts'

@Module({ controllers: [ScoringController], providers: [ScoringService] })
export class ScoringModule {}
