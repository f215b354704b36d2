import { Injectable } from '@nestjs/common'
import type { FieldUsageAnswer, RouteInput, showFieldUsage } from '@shaotai/api'
import { fieldUsage } from '@shaotai/core'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { CaseHistoryReader, type ReadingLimits } from './case-history.ts'

/** Short enough for a dialog that waits. */
const LIMITS: ReadingLimits = { page: 50, ms: 4000 }

/** How many stored cases filled in a field of a form, and what would become of the answers: asked before it goes out of use or changes its kind. */
@Injectable()
export class FieldUsages {
  constructor(private readonly reader: CaseHistoryReader) {}

  async of({ county }: ActorContext, question: RouteInput<typeof showFieldUsage>['body']): Promise<FieldUsageAnswer> {
    const usage = fieldUsage(question)
    const reached = await this.reader.scan(
      {
        county,
        since: 0,
        versions: new Map(),
        add: ({ events, pinned }) => {
          const category = events[0]?.data['category']
          if (pinned && typeof category === 'string') usage.add(pinned, category, events)
        },
      },
      LIMITS,
    )
    return { ...usage.result(), reached: reached ?? null }
  }
}
