/** The calendar and the keys, in process. */
import {
  type CalendarYearInput,
  type ClientKeysInput,
  calendarYearInput,
  clientKeysInput,
  type EncryptionKeyInput,
  type EnterpriseKeys,
  encryptionKeyInput,
  type NoteInput,
  type PublishedYear,
  type ReceiptRotation,
  receiptRotationInput,
} from '../../contract/index.js'
import { publishCalendarYear } from './calendar.js'
import { checkInput } from './check-input.js'
import type { Door } from './door.js'
import * as keys from './keys.js'

export interface RulesDesk {
  /**
   * Publishes or corrects a year of the calendar; open deadlines are recomputed and told.
   *
   * @throws RefusalError validation_failed: no notice can say that
   */
  publishYear(year: number, input: CalendarYearInput): Promise<PublishedYear>
  /**
   * The company's client signs its assertions with these public keys from now on: one, or two while they change.
   *
   * @throws RefusalError not_found, no_client_keys; validation_failed: a key is none, listed twice, or encrypts
   */
  setClientKeys(enterpriseId: string, input: ClientKeysInput): Promise<EnterpriseKeys>
  /**
   * Contact disclosures are encrypted for this public key once `encryptionKeyDelayHours` have passed.
   *
   * @throws RefusalError not_found; validation_failed: the key is none, or signs
   */
  setEncryptionKey(enterpriseId: string, input: EncryptionKeyInput): Promise<EnterpriseKeys>
  /** Receipts are signed with a new key from now on; retired ones go on verifying. */
  rotateReceiptKey(input: NoteInput): Promise<ReceiptRotation>
}

export function createRulesDesk({ core, operator, need }: Door): RulesDesk {
  const changeOf = (enterpriseId: string): keys.KeyChange => {
    need('keys')
    return { core, operator, enterprise: keys.findEnterprise(core, enterpriseId), locale: 'en' }
  }
  return {
    async publishYear(year, input) {
      need('calendar')
      return publishCalendarYear(core, operator, year, checkInput(calendarYearInput, input), 'en')
    },
    setClientKeys: async (enterpriseId, input) =>
      keys.setClientKeys(changeOf(enterpriseId), checkInput(clientKeysInput, input)),
    setEncryptionKey: async (enterpriseId, input) =>
      keys.setEncryptionKey(changeOf(enterpriseId), checkInput(encryptionKeyInput, input)),
    async rotateReceiptKey(input) {
      need('keys')
      return keys.rotateReceiptKey(core, operator, checkInput(receiptRotationInput, input).note)
    },
  }
}
