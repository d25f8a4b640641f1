import type { DisclosurePayload } from '../contract/disclosure.js'

/** What {@link Complaints.discloseContact} returns. */
export interface DisclosedContact {
  readonly disclosureId: string
  /**
   * Personal data: the values that were asked for, as far as the person gave them. Logging the whole object, or
   * `JSON.stringify` of it, shows their names alone; reading a member gives its value.
   */
  readonly fields: Readonly<
    Pick<DisclosurePayload['fields'], 'name' | 'phone' | 'idNumber' | 'accountReference'>
  >
  readonly purpose: DisclosurePayload['purpose']
  /** By then delete what you read. RFC 3339 with offset. */
  readonly deleteAfter: string
}

/** The same object, which loggers show without the values. */
export function showWithoutValues(contact: DisclosedContact): DisclosedContact {
  const { fields, ...rest } = contact
  const toJSON = () => ({ ...rest, fields: Object.keys(fields) })
  return Object.defineProperties(contact, {
    // Not enumerable: a copy by spreading, or a comparison in a test, has the four members and no more.
    toJSON: { value: toJSON },
    [Symbol.for('nodejs.util.inspect.custom')]: {
      value: () => `DisclosedContact ${JSON.stringify(toJSON())}`,
    },
  })
}
