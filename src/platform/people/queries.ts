/** 查询: how a complaint stands, for whoever has no account. Read only; nobody can tell what exists. */
import type { Core } from '../core.js'
import { documentKey, type IdentityDocument } from '../documents.js'
import { writeName } from '../person-checks.js'
import { RefusalError } from '../refusal.js'
import type { ComplaintRecord } from '../state.js'
import { sendCode } from './accounts.js'
import { issueCode, takeCode } from './codes.js'
import { isSame, sha256 } from './digests.js'
import { countUse, secondsUntilFree, useUp } from './uses.js'

/** By its number; or by a person's name and document. */
export type QuerySubject =
  | { readonly number: string; readonly person?: undefined }
  | {
      readonly person: { readonly name: string; readonly document: IdentityDocument }
      readonly number?: undefined
    }

export type QueryProof =
  | { readonly number: string; readonly queryCode: string }
  | { readonly queryId: string; readonly code: string }

/** As people read it out: blanks, hyphens and small letters are no difference. */
const plain = (text: string) => text.replace(/[\s-]/g, '').toUpperCase()

/** Compared with when there is nothing to compare with. */
const nothing = sha256('')

/**
 * Sends a code to the phone on record, never to one given. Found or not, the answer is the same.
 *
 * @param source the address that asks
 * @returns an id under which the code is good
 * @throws RefusalError rate_limited
 */
export function requestQueryCode(core: Core, source: string, subject: QuerySubject): string {
  useUp(core, [
    ['queriesPerSource', source],
    ['queriesOfAll', ''],
    ['queryCodesPerSubject', keyOf(subject)],
  ])
  const queryId = `qry_${Buffer.from(core.randomBytes(24)).toString('base64url')}`
  const records = findRecords(core, subject)
  const phone = records.at(-1)?.person?.phone
  // Only what was filed with the phone that gets the code.
  const ids = records.filter(({ person }) => person?.phone === phone).map(({ id }) => id)
  const code = issueCode(core, ['query', queryId], ids)
  // A phone that has had its codes for today is told nothing, and nor is whoever asked. With no phone, the same work.
  const isFree = secondsUntilFree(core, 'codesPerPhone', phone ?? '') === 0
  countUse(core, 'codesPerPhone', phone ?? '')
  if (phone !== undefined && isFree) sendCode(core, phone, code)
  return queryId
}

/**
 * The records that a proof opens, in filing order.
 *
 * @throws RefusalError rate_limited; query_refused; query_code_blocked: too many wrong query codes for this number,
 * whether it exists or not
 */
export function query(core: Core, source: string, proof: QueryProof): ComplaintRecord[] {
  useUp(core, [
    ['queriesPerSource', source],
    ['queriesOfAll', ''],
  ])
  return 'number' in proof ? [openByQueryCode(core, proof)] : openByCode(core, proof)
}

function openByQueryCode(
  core: Core,
  { number, queryCode }: { readonly number: string; readonly queryCode: string },
): ComplaintRecord {
  const written = plain(number)
  const seconds = secondsUntilFree(core, 'wrongQueryCodes', written)
  if (seconds > 0) throw new RefusalError('query_code_blocked', { members: { retryAfterSeconds: seconds } })
  const record = core.state.complaints.get(core.state.numbers.get(written) ?? '')
  const isRight = isSame(sha256(plain(queryCode)), record?.queryCodeSha256 ?? nothing)
  if (record && isRight) return record
  countUse(core, 'wrongQueryCodes', written)
  throw new RefusalError('query_refused')
}

function openByCode(
  core: Core,
  { queryId, code }: { readonly queryId: string; readonly code: string },
): ComplaintRecord[] {
  const taken = takeCode(core, ['query', queryId], code)
  const records = (taken?.complaintIds ?? []).flatMap((id) => core.state.complaints.get(id) ?? [])
  if (records.length === 0) throw new RefusalError('query_refused')
  return records
}

function keyOf({ number, person }: QuerySubject): string {
  return number === undefined ? documentKey(normalize(person.document)) : plain(number)
}

function normalize({ type, number }: IdentityDocument): IdentityDocument {
  return { type, number: plain(number) }
}

/** In filing order; all are looked at, so that the work does not tell. */
function findRecords({ state }: Core, { number, person }: QuerySubject): ComplaintRecord[] {
  if (number !== undefined) {
    const record = state.complaints.get(state.numbers.get(plain(number)) ?? '')
    return record?.person ? [record] : []
  }
  const key = documentKey(normalize(person.document))
  const name = writeName(person.name)
  return [...state.complaints.values()].filter(
    (record) => record.person && documentKey(record.person.document) === key && record.person.name === name,
  )
}
