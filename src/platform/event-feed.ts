import type { EventFeed } from '../contract/event.js'
import type { Core } from './core.js'
import { findEvent, showEvent } from './events.js'
import { RefusalError } from './refusal.js'
import type { Enterprise } from './state.js'

export interface FeedQuery {
  /** Id of the last event seen; `latest` for the head; from the first one kept when absent. */
  readonly after?: string | undefined
  readonly types?: string | readonly string[] | undefined
  readonly content?: 'summary' | 'full' | undefined
  readonly limit?: number | undefined
}

/** Stands for the place before the first event. */
const beginning = 'beginning'

/**
 * A stretch of the company's events, in order of their sequence.
 *
 * @throws RefusalError invalid_cursor: not an event of this company; cursor_expired: what follows is no longer kept
 */
export function readFeed(core: Core, enterprise: Enterprise, query: FeedQuery): EventFeed {
  const { events } = enterprise
  const { after, types, content = 'summary', limit = 50 } = query
  const last = events.at(-1)?.id ?? beginning
  if (after === 'latest') return { items: [], nextAfter: last, hasMore: false }

  const keptSince = core.clock.now() - core.settings.feedDays * 86_400_000
  const isKept = (position: number) => (events[position]?.createdAt ?? Number.POSITIVE_INFINITY) >= keptSince
  let position = 0
  if (after === undefined) {
    while (!isKept(position)) position += 1
  } else {
    position = after === beginning ? 0 : findEvent(enterprise, after) + 1
    if (position === 0 && after !== beginning) throw new RefusalError('invalid_cursor')
    if (!isKept(position)) throw new RefusalError('cursor_expired')
  }

  const wanted = types === undefined ? undefined : new Set(typeof types === 'string' ? [types] : types)
  const items: EventFeed['items'] = []
  let nextAfter = position === 0 ? beginning : (events[position - 1]?.id ?? last)
  for (; position < events.length && items.length < limit; position += 1) {
    const event = events[position]
    if (!event) break
    nextAfter = event.id
    if (!wanted || wanted.has(event.type)) items.push(showEvent(core, event, content))
  }
  return { items, nextAfter, hasMore: position < events.length }
}
