import { Module } from '@nestjs/common'
import { AttachmentModule } from '../attachment/attachment.module.ts'
import { ScoreAnnouncer } from './score-announcer.ts'
import { ScoreBoards } from './score-boards.ts'
import { ScoreEntries } from './score-entries.ts'
import { ScoreLock } from './score-lock.ts'
import { ScoreSource } from './score-source.ts'
import { ScoreTrial } from './score-trial.ts'
import { ScoreStore } from './score.store.ts'
import { ScoringController } from './scoring.controller.ts'
import { ScoringService } from './scoring.service.ts'

@Module({
  imports: [AttachmentModule],
  controllers: [ScoringController],
  providers: [ScoringService, ScoreBoards, ScoreSource, ScoreStore, ScoreLock, ScoreAnnouncer, ScoreEntries, ScoreTrial],
})
export class ScoringModule {}
