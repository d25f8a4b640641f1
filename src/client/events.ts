import type { EventFeed, TousuEvent } from '../contract/event.js'
import { createList, type List } from './list.js'
import type { CallOptions } from './options.js'
import type { CallInput } from './route-io.js'
import type { Transport } from './transport.js'

export type EventFilters = NonNullable<CallInput<'listEvents'>['query']>

/** The company's events in order, whether a webhook delivered them or not. */
export class Events {
  readonly #transport: Transport

  constructor(transport: Transport) {
    this.#transport = transport
  }

  /**
   * Reads the feed after an event. `await` gives one stretch, `{ items, nextAfter, hasMore }`: keep `nextAfter` for
   * the next time. `for await` gives every event up to the head, then ends. `after: 'latest'` gives the head alone.
   *
   * @throws NotFoundError with `problem.code` `cursor_expired` when `after` is older than the feed
   * @example
   * for await (const event of client.events.list({ after: lastSeen })) {
   *   if (event.type === 'complaint.assigned') console.log(event.data.complaint.number)
   * }
   */
  list(filters: EventFilters = {}, options?: CallOptions): List<TousuEvent, EventFeed> {
    return createList({
      fetch: (after) =>
        this.#transport.call(
          'listEvents',
          { query: after === undefined ? filters : { ...filters, after } },
          options,
        ),
      items: ({ items }) => items,
      next: ({ hasMore, nextAfter }) => (hasMore ? nextAfter : null),
    })
  }
}
