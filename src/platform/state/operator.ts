/** What operators keep: keys of receipts, the directory, suggestions, the audit log. Times are ms of domain time unless a name says otherwise. */
import type { Service } from './company.js'

/** A key with which receipts and disclosures are signed. */
export interface ReceiptKeyRecord {
  /** The 32 bytes of an Ed25519 private key (RFC 8032 section 5.1.5), base64url: a secret. */
  readonly seed: string
  readonly since: number
}

/** A company as it stands in the directory. */
export interface DirectoryRecord {
  readonly id: string
  readonly name: string
  /** In Pinyin. */
  readonly initials: string
  readonly aliases: readonly string[]
  /** Null: not connected. */
  readonly enterpriseId: string | null
  /** Of one that is not connected; the others registered theirs. */
  readonly services: readonly Service[]
}

export interface SuggestionRecord {
  readonly id: string
  readonly text: string
  readonly submittedAt: number
  reply: { readonly text: string; readonly at: number } | null
  /** Anyone may read it. */
  published: boolean
}

/** An act of an operator; nobody's personal data. */
export interface AuditRecord {
  readonly id: string
  readonly at: number
  /** Null: in process. */
  readonly clientId: string | null
  readonly actor: string | null
  readonly act: string
  readonly target: string | null
  readonly note: string | null
}
