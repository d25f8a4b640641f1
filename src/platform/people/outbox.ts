/** What the platform sends to people, by text message: nobody gets it, tests read it. */
import { formatShanghaiTime } from '../../calendar/index.js'
import type { Clock } from '../../clock.js'

export interface OutboxMessage {
  /** Domain time, RFC 3339. */
  readonly at: string
  /** The phone in full: the outbox stands for the network. */
  readonly to: string
  /** A one-time code, a change of a complaint, or a word on the account. */
  readonly kind: 'code' | 'change' | 'account'
  /** Of a code: 6 digits. */
  readonly code: string | null
  /** Of a change. */
  readonly complaintId: string | null
  /** Chinese; never a name or a number of a document. */
  readonly text: string
}

/** `platform.outbox`. */
export interface Outbox {
  /** The oldest first. */
  list(filter?: Partial<Pick<OutboxMessage, 'to' | 'kind' | 'complaintId'>>): OutboxMessage[]
  /**
   * The last code that went to a phone, undefined when there was none.
   *
   * @example platform.outbox.codeFor('10012345678') // '482915'
   */
  codeFor(phone: string): string | undefined
  clear(): void
}

/** A message on its way; its words are written when it is read: few are. */
export interface OutgoingMessage extends Omit<OutboxMessage, 'at' | 'text'> {
  readonly write: () => string
}

/** A message as a snapshot holds it. */
export interface SavedMessage extends Omit<OutboxMessage, 'at'> {
  /** Domain time in ms. */
  readonly sentAt: number
}

export interface OutboxWriter {
  send(message: OutgoingMessage): void
}

/** All of it: what is read, written, and kept in snapshots. */
export interface OutboxStore extends Outbox, OutboxWriter {
  save(): SavedMessage[]
  load(saved: readonly SavedMessage[]): void
}

/** @param size messages that are kept; the oldest go first */
export function createOutbox(clock: Clock, size: number): OutboxStore {
  let messages: (OutgoingMessage & { readonly sentAt: number })[] = []
  const kept = () => (size === 0 ? [] : messages.slice(-size))
  return {
    send(message) {
      messages.push({ ...message, sentAt: clock.now() })
      // Cut at twice the size, so that sending stays cheap.
      if (messages.length >= 2 * size) messages = kept()
    },
    list: ({ to, kind, complaintId } = {}) =>
      kept()
        .filter(
          (each) =>
            (to === undefined || each.to === to) &&
            (kind === undefined || each.kind === kind) &&
            (complaintId === undefined || each.complaintId === complaintId),
        )
        .map(({ sentAt, write, ...rest }) => ({ ...rest, at: formatShanghaiTime(sentAt), text: write() })),
    codeFor: (phone) => kept().findLast(({ to, kind }) => to === phone && kind === 'code')?.code ?? undefined,
    save: () => kept().map(({ write, ...rest }) => ({ ...rest, text: write() })),
    load(saved) {
      messages = saved.map(({ text, ...rest }) => ({ ...rest, write: () => text }))
    },
    clear() {
      messages = []
    },
  }
}
