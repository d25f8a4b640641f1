import { describeRule, type Locale } from '../../contract/field-errors.js'
import type { Core } from '../core.js'
import { RefusalError } from '../refusal.js'
import { completeSpan, type Span, type SpanInput } from './span.js'

/** @throws RefusalError validation_failed: it ends before it begins */
export function checkedSpan(core: Core, query: SpanInput, locale: Locale): Span {
  const span = completeSpan(query, core.clock.now())
  if (span.from <= span.to) return span
  throw new RefusalError('validation_failed', {
    errors: [{ pointer: '#/query/to', ...describeRule('ends_before_it_begins', locale) }],
  })
}
