import { Injectable, type CallHandler, type NestInterceptor } from '@nestjs/common'
import { map, type Observable } from 'rxjs'
import { Refused } from './refused.ts'
import type { Result } from '@shaotai/core'

/** Lets a controller return the core's `Result`: the value is answered, a refusal is answered as such. */
@Injectable()
export class UnwrapResults implements NestInterceptor {
  intercept(_context: unknown, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(map(unwrap))
  }
}

function unwrap(answer: unknown): unknown {
  if (!isResult(answer)) return answer
  if (answer.ok) return answer.value
  throw new Refused(answer.error)
}

function isResult(answer: unknown): answer is Result<unknown> {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false
  const keys = Object.keys(answer)
  return keys.length === 2 && (answer.ok === true ? 'value' in answer : answer.ok === false && 'error' in answer)
}
