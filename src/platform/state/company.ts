/** Companies and their OAuth clients. Times are ms of domain time unless a name says otherwise. */
import type { OperatorScope, Scope } from '../../contract/index.js'
import type { DisclosureRecord } from './complaint.js'
import type { EventRecord } from './event.js'

export type Jwk = Readonly<Record<string, unknown>>

export interface Enterprise {
  readonly id: string
  readonly name: string
  readonly publicContacts: readonly string[]
  readonly connectedAt: number
  readonly services: readonly Service[]
  /** The company's feed; the event with sequence n stands at n − 1. */
  readonly events: EventRecord[]
  /** Assigned to it now. */
  readonly complaintIds: string[]
  /** Moved on to another company or back into review: hidden from it, but its rounds count. One may come back. */
  readonly formerComplaintIds: string[]
  /** Contact disclosures, the oldest first. */
  readonly disclosures: DisclosureRecord[]
  /** For contact disclosures, the newest last: the last one in effect counts. */
  readonly encryptionKeys: { readonly jwk: Jwk; readonly effectiveAt: number }[]
  readonly endpointIds: string[]
}

export interface Service {
  readonly id: string
  readonly name: string
  readonly type: 'app' | 'site' | 'mini_program' | 'cloud'
  readonly filingNumber: string | null
}

/** An OAuth client; it has one method of authentication. */
export interface Client {
  readonly id: string
  /** Null: an operator's. */
  readonly enterpriseId: string | null
  readonly scopes: readonly (Scope | OperatorScope)[]
  readonly authentication:
    | { readonly method: 'private_key_jwt'; readonly keys: readonly Jwk[] }
    | { readonly method: 'client_secret_basic'; readonly secretSha256: string }
}
