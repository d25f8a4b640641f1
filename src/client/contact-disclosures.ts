import type { ContactDisclosureEntry, ContactDisclosureLog } from '../contract/disclosure.js'
import { createList, type List } from './list.js'
import type { CallOptions } from './options.js'
import type { CallInput } from './route-io.js'
import type { Transport } from './transport.js'

export type ContactDisclosureFilters = NonNullable<CallInput<'listContactDisclosures'>['query']>

/** The company's log of contact disclosures. */
export class ContactDisclosures {
  readonly #transport: Transport

  constructor(transport: Transport) {
    this.#transport = transport
  }

  /**
   * Who asked for which contact, when and for what; no values. The oldest first. `await` gives one stretch,
   * `{ items, nextAfter, hasMore }`; `for await` every entry after `after`, then ends. Needs the scope
   * `contacts:disclose`.
   *
   * @throws ValidationError when `after` is no entry of this log
   * @example
   * for await (const { at, actor, fields, purpose } of client.contactDisclosures.list()) {
   *   console.log(at, actor, fields.join(), purpose)
   * }
   */
  list(
    filters: ContactDisclosureFilters = {},
    options?: CallOptions,
  ): List<ContactDisclosureEntry, ContactDisclosureLog> {
    return createList({
      fetch: (after) =>
        this.#transport.call(
          'listContactDisclosures',
          { query: after === undefined ? filters : { ...filters, after } },
          options,
        ),
      items: ({ items }) => items,
      next: ({ hasMore, nextAfter }) => (hasMore ? nextAfter : null),
    })
  }
}
