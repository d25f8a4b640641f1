/** People, their accounts and sessions. Digests, never secrets. Times are ms of domain time unless a name says otherwise. */
import type { consentKinds, FilingDraftInput } from '../../contract/index.js'
import type { IdentityDocument } from '../documents.js'
import type { FileRecord } from './file.js'

export interface Person {
  readonly name: string
  readonly document: IdentityDocument
  readonly phone: string
}

/** Who files: somebody registered, or a guest for one session. */
export interface AccountRecord {
  readonly id: string
  readonly kind: 'registered' | 'guest'
  readonly phone: string
  readonly createdAt: number
  /** Null until given. */
  identity: Pick<Person, 'name' | 'document'> | null
  /** Own records, in filing order. */
  readonly complaintIds: string[]
  drafts: readonly FilingDraftRecord[]
  /** Files sent ahead of a filing. */
  uploads: readonly FileRecord[]
}

export interface FilingDraftRecord {
  readonly id: string
  readonly content: Readonly<FilingDraftInput>
  readonly savedAt: number
}

/** Stored under the digest of its token. */
export interface SessionRecord {
  readonly accountId: string
  /** Wire time in ms. */
  readonly expiresAt: number
}

/** A one-time code, stored under the digest of what it is for. */
export interface CodeRecord {
  /** HMAC. */
  readonly digest: string
  /** Wire time in ms. */
  readonly expiresAt: number
  /** Wrong tries. */
  wrong: number
  /** What a query with it shows. */
  readonly complaintIds: readonly string[]
}

/** Uses of something limited, stored under the limit and the digest of who uses it. */
export interface UsesRecord {
  /** Wire time in ms. */
  readonly startedAt: number
  used: number
}

/** What the person agreed to at filing. */
export interface ConsentRecord {
  readonly given: readonly (typeof consentKinds)[number][]
  readonly givenAt: number
  readonly withdrawnAt: number | null
}
