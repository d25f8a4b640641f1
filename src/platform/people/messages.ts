/** What the platform tells a person of each change: the history is the source, the outbox gets a copy. */
import { formatShanghaiTime } from '../../calendar/index.js'
import type { HistorySentence, PersonMessage } from '../../contract/consumer.js'
import type { Locale } from '../../contract/field-errors.js'
import { label } from '../../contract/label.js'
import type { Core } from '../core.js'
import { maskPhone } from '../masking.js'
import type { ComplaintRecord, HistoryRecord } from '../state.js'
import { describeAct } from './sentences.js'

/** The whole history in people's words. Who acted at the company or at the platform is not told. */
export function historyInWords(record: ComplaintRecord, locale: Locale): HistorySentence[] {
  return record.history.map((entry) => ({
    at: formatShanghaiTime(entry.at),
    act: entry.act,
    role: entry.role,
    round: entry.round,
    text: describeAct(record, entry, locale),
    note: entry.note,
  }))
}

/** The message about one act: number and sentence, nothing personal. */
export function writeMessage(record: ComplaintRecord, entry: HistoryRecord, locale: Locale): string {
  const kind = label('kind', record.kind, locale)
  const sentence = describeAct(record, entry, locale)
  return locale === 'zh'
    ? `【投诉平台】您的${kind} ${record.number}：${sentence}`
    : `Your ${kind} ${record.number}: ${sentence}`
}

/** Sends a change to the person's phone; of an erased record there is none. */
export function sendChange({ outbox }: Core, record: ComplaintRecord, entry: HistoryRecord): void {
  if (!record.person) return
  outbox.send({
    to: record.person.phone,
    kind: 'change',
    code: null,
    complaintId: record.id,
    write: () => writeMessage(record, entry, 'zh'),
  })
}

/**
 * Every message on these records, the newest first.
 *
 * @param records in filing order
 */
export function messagesOf(records: readonly ComplaintRecord[], locale: Locale): PersonMessage[] {
  const all = records.flatMap((record) => record.history.map((entry, index) => ({ record, entry, index })))
  // Stable: of one moment, the later act of a record comes first.
  all.reverse().sort((a, b) => b.entry.at - a.entry.at)
  return all.map(({ record, entry, index }) => ({
    id: `${record.id}_${index}`,
    at: formatShanghaiTime(entry.at),
    complaintId: record.id,
    number: record.number,
    to: record.person && maskPhone(record.person.phone),
    text: writeMessage(record, entry, locale),
  }))
}
