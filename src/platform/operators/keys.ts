/** An operator sets the keys of a company and rotates those of receipts. */

import type { z } from 'zod'
import { formatShanghaiTime } from '../../calendar/index.js'
import type { Locale } from '../../contract/field-errors.js'
import type {
  clientKeysInput,
  EnterpriseKeys,
  encryptionKeyInput,
  ReceiptRotation,
} from '../../contract/index.js'
import * as acts from '../acts/set-keys.js'
import type { Core } from '../core.js'
import { RefusalError } from '../refusal.js'
import type { Enterprise } from '../state.js'
import { audited, type OperatorCaller } from './audit.js'
import { inputError } from './input-errors.js'
import { brokenKeyRule } from './key-checks.js'

/** An act of an operator on a company's keys. */
export interface KeyChange {
  readonly core: Core
  readonly operator: OperatorCaller
  readonly enterprise: Enterprise
  readonly locale: Locale
}

/** @throws RefusalError no_client_keys; validation_failed: a key is none, listed twice, or encrypts */
export function setClientKeys(
  { core, operator, enterprise, locale }: KeyChange,
  { keys, note }: z.output<typeof clientKeysInput>,
): EnterpriseKeys {
  const encrypting = enterprise.encryptionKeys.map(({ jwk }) => acts.identify(jwk))
  for (const [index, key] of keys.entries()) {
    const pointer = `/keys/${index}`
    const rule = brokenKeyRule(key)
    if (rule) throw inputError(rule, pointer, locale)
    const isTwice = keys
      .slice(0, index)
      .some((each) => each.kid === key.kid || acts.identify(each) === acts.identify(key))
    if (isTwice) throw inputError('key_listed_twice', pointer, locale)
    if (encrypting.includes(acts.identify(key))) throw inputError('key_of_other_use', pointer, locale)
  }
  const act = { act: 'enterprise.client_keys_set', target: enterprise.id, note }
  audited(core, operator, act, () => acts.setClientKeys(core, enterprise, keys))
  return showKeys(core, enterprise)
}

/** @throws RefusalError validation_failed: the key is none, or signs */
export function setEncryptionKey(
  { core, operator, enterprise, locale }: KeyChange,
  { key, note }: z.output<typeof encryptionKeyInput>,
): EnterpriseKeys {
  const rule = brokenKeyRule(key)
  if (rule) throw inputError(rule, '/key', locale)
  const method = acts.clientOf(core, enterprise)?.authentication
  const signing = method?.method === 'private_key_jwt' ? method.keys : []
  if (signing.some((each) => acts.identify(each) === acts.identify(key))) {
    throw inputError('key_of_other_use', '/key', locale)
  }
  const act = { act: 'enterprise.encryption_key_set', target: enterprise.id, note }
  audited(core, operator, act, () => acts.setEncryptionKey(core, enterprise, key))
  return showKeys(core, enterprise)
}

export function rotateReceiptKey(core: Core, operator: OperatorCaller, note: string): ReceiptRotation {
  const idOfCurrent = () => core.receipts.keys().keys.at(-1)?.kid ?? ''
  const retiredKeyId = idOfCurrent()
  audited(core, operator, { act: 'receipt_key.rotated', target: null, note }, () =>
    acts.rotateReceiptKey(core),
  )
  return { keyId: idOfCurrent(), retiredKeyId }
}

/** Ids and uses; live ones, and one that is to take effect. */
export function showKeys(core: Core, enterprise: Enterprise): EnterpriseKeys {
  const method = acts.clientOf(core, enterprise)?.authentication
  const signing = method?.method === 'private_key_jwt' ? method.keys : []
  const now = core.clock.now()
  const current = enterprise.encryptionKeys.findLastIndex(({ effectiveAt }) => effectiveAt <= now)
  return {
    enterpriseId: enterprise.id,
    keys: [
      ...signing.map((key) => ({ keyId: String(key['kid']), use: 'sig', effectiveAt: null })),
      ...enterprise.encryptionKeys.slice(Math.max(0, current)).map(({ jwk, effectiveAt }) => ({
        keyId: String(jwk['kid']),
        use: 'enc',
        effectiveAt: formatShanghaiTime(effectiveAt),
      })),
    ],
  }
}

/** @throws RefusalError not_found */
export function findEnterprise({ state }: Core, id: string): Enterprise {
  const enterprise = state.enterprises.get(id)
  if (!enterprise) throw new RefusalError('not_found')
  return enterprise
}
