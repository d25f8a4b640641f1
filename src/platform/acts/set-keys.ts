/** The keys of a company, and those of receipts. Changes of a company's are told by `enterprise.key_changed`. */
import { formatShanghaiTime } from '../../calendar/index.js'
import type { Core } from '../core.js'
import { perform } from '../events.js'
import { receiptKey } from '../receipts.js'
import { RefusalError } from '../refusal.js'
import type { Client, Enterprise, Jwk } from '../state.js'

/**
 * Replaces the public keys with which the company's client signs its assertions, at once.
 *
 * @throws RefusalError no_client_keys: it authenticates with a secret
 */
export function setClientKeys(core: Core, enterprise: Enterprise, keys: readonly Jwk[]): void {
  const client = clientOf(core, enterprise)
  if (client?.authentication.method !== 'private_key_jwt') throw new RefusalError('no_client_keys')
  const before = new Set(client.authentication.keys.map(identify))
  perform(core, (emission) => {
    const effectiveAt = formatShanghaiTime(core.clock.now())
    const signing = keys.map((key) => ({ ...key, use: 'sig' }))
    core.state.clients.set(client.id, {
      ...client,
      authentication: { method: 'private_key_jwt', keys: signing },
    })
    for (const key of signing.filter((each) => !before.has(identify(each)))) {
      const keyId = String(Object(key)['kid'])
      emission.enterprise('enterprise.key_changed', enterprise.id, { keyId, use: 'sig', effectiveAt })
    }
  })
}

/** A new encryption key: it takes effect after `encryptionKeyDelayHours`, and one that still waits never does. */
export function setEncryptionKey(core: Core, enterprise: Enterprise, key: Jwk): void {
  const { clock, settings } = core
  const now = clock.now()
  const effectiveAt = now + settings.encryptionKeyDelayHours * 3_600_000
  const { encryptionKeys } = enterprise
  perform(core, (emission) => {
    const current = encryptionKeys.findLast((each) => each.effectiveAt <= now)
    encryptionKeys.splice(0, encryptionKeys.length, ...(current ? [current] : []), { jwk: key, effectiveAt })
    emission.enterprise('enterprise.key_changed', enterprise.id, {
      keyId: String(key['kid']),
      use: 'enc',
      effectiveAt: formatShanghaiTime(effectiveAt),
    })
  })
}

/** Receipts are signed with a new key from now on; the others go on verifying. */
export function rotateReceiptKey({ state, clock, randomBytes }: Core): void {
  state.receiptKeys.push(receiptKey(randomBytes(32), clock.now()))
}

/** The company's OAuth client. */
export function clientOf({ state }: Pick<Core, 'state'>, { id }: Enterprise): Client | undefined {
  return [...state.clients.values()].find(({ enterpriseId }) => enterpriseId === id)
}

/** Of a public key, whatever its id: its own members. */
export function identify(key: Jwk): string {
  return JSON.stringify(['kty', 'crv', 'x', 'y', 'n', 'e'].map((member) => key[member] ?? null))
}
