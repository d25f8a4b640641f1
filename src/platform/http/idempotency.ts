/**
 * Keeps what a write was answered, under client and `Idempotency-Key`, so that a repeat gets the same answer and has
 * no second effect.
 */
import { createHash } from 'node:crypto'
import { problems } from '../../contract/problem.js'
import { RefusalError } from '../refusal.js'
import type { PlatformResponse } from './message.js'

/** What makes two requests the same; `If-Match` is no part. */
export interface Fingerprinted {
  readonly method: string
  readonly path: string
  readonly search: string
  readonly contentType: string
  readonly body: Uint8Array
}

/** A key whose request is running. Exactly one of its methods ends it; calls after that do nothing. */
export interface Reservation {
  /**
   * The answer that a request with this fingerprint got before.
   *
   * @throws RefusalError idempotency_key_reused; gone: what was answered has been erased since
   */
  replay(fingerprint: string): PlatformResponse | undefined
  /** @param complaintId what the answer is about: erased with it */
  keep(fingerprint: string, response: PlatformResponse, complaintId?: string | null): void
  release(): void
}

export interface IdempotencyStore {
  /** @throws RefusalError `idempotency_in_progress` */
  reserve(clientId: string, key: string): Reservation
  /** Whether there is an answer under this key: a deletion repeated finds nothing but this. */
  has(clientId: string, key: string): boolean
  /** Answers that are kept, for tests of what is let go. */
  readonly size: number
}

const passing = new Set<number>([401, 403, 408, 412, 429])

/** An answer that is kept. */
export interface KeptAnswer {
  readonly fingerprint: string
  /** Null once erased: the act is not repeated, and nothing is told any more. */
  readonly response: PlatformResponse | null
  readonly complaintId: string | null
  /** Domain time in ms. */
  readonly expiresAt: number
}

/**
 * @param now domain time in ms
 * @param keepMs how long an answer is kept, in ms of domain time
 * @param entries in order of expiry, because domain time never runs backwards and an entry is written once
 */
export function createIdempotencyStore(
  now: () => number,
  keepMs: number,
  entries: Map<string, KeptAnswer> = new Map(),
): IdempotencyStore {
  const running = new Set<string>()
  const forget = () => {
    for (const [id, { expiresAt }] of entries) {
      if (expiresAt > now()) break
      entries.delete(id)
    }
  }
  const idOf = (clientId: string, key: string) => `${clientId} ${key}`
  return {
    get size() {
      return entries.size
    },
    has(clientId, key) {
      forget()
      return entries.has(idOf(clientId, key))
    },
    reserve(clientId, key) {
      forget()
      const id = idOf(clientId, key)
      if (running.has(id)) throw new RefusalError('idempotency_in_progress')
      running.add(id)
      return {
        replay(fingerprint) {
          const entry = entries.get(id)
          if (entry && entry.fingerprint !== fingerprint) throw new RefusalError('idempotency_key_reused')
          if (entry?.response === null) throw new RefusalError('gone')
          return entry?.response
        },
        keep(fingerprint, response, complaintId = null) {
          entries.set(id, { fingerprint, response, complaintId, expiresAt: now() + keepMs })
          running.delete(id)
        },
        release() {
          running.delete(id)
        },
      }
    },
  }
}

/** @returns hexadecimal SHA-256 */
export function fingerprintOf({ method, path, search, contentType, body }: Fingerprinted): string {
  const digest = createHash('sha256').update(body).digest('hex')
  return createHash('sha256')
    .update(JSON.stringify([method, path, search, contentType, digest]))
    .digest('hex')
}

/**
 * Whether a refusal is final. The others may differ when the same request comes again, so they are not kept; nor are
 * those of a header that the fingerprint leaves out: mended, it would still get the refusal.
 */
export function isFinal({ reason, details }: RefusalError): boolean {
  const { status } = problems[reason]
  if (status >= 500 || passing.has(status)) return false
  if (reason === 'invalid_if_match' || reason === 'digest_mismatch') return false
  return !details.errors?.some(({ pointer }) => pointer.startsWith('#/headers/'))
}
