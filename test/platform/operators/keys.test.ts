import { generateKeyPairSync } from 'node:crypto'
import { compactDecrypt, importJWK, type JWK } from 'jose'
import { describe, expect, it } from 'vitest'
import { type StoredResponse, verifyReceipt } from '../../../src/contract/index.js'
import { finalAnswer, getToken } from '../http/setup.js'
import { note, type Setup, setUp } from './setup.js'

const pair = (kid: string) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { kty = '', crv = '', x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const point = { kty: 'EC', crv, x, y, kid } as const
  return {
    signing: { ...point, alg: 'ES256' } as const,
    encrypting: { ...point, alg: 'ECDH-ES+A256KW', use: 'enc' } as const,
    privateKey: { ...privateKey.export({ format: 'jwk' }), kty, alg: 'ES256', kid },
  }
}

const keyEvents = async ({ call }: Setup) =>
  (await call('GET', '/v1/events?types=enterprise.key_changed')).json['items']

describe('the keys of a client', () => {
  it('change at once: the new one is accepted, the old one no more, and the company is told', async () => {
    const own = await setUp()
    const { operator, platform, enterprise, lastEntry } = own
    const { clientId, privateKey: old } = enterprise
    const [first, second] = [pair('k-1'), pair('k-2')]
    expect(
      await operator.setClientKeys(enterprise.id, { keys: [first.signing, second.signing], note }),
    ).toMatchObject({ keys: [{ keyId: 'k-1', use: 'sig' }, { keyId: 'k-2', use: 'sig' }, { use: 'enc' }] })
    expect(await keyEvents(own)).toMatchObject([
      { data: { keyId: 'k-1', use: 'sig', effectiveAt: '2026-09-24T09:00:00+08:00' } },
      { data: { keyId: 'k-2' } },
    ])
    for (const { privateKey } of [first, second]) await getToken(platform, { clientId, privateKey })
    await expect(getToken(platform, { clientId, privateKey: old })).rejects.toThrow('invalid_client')

    // One that stays is no news.
    await operator.setClientKeys(enterprise.id, { keys: [second.signing], note })
    expect(await keyEvents(own)).toHaveLength(2)
    await expect(getToken(platform, { clientId, privateKey: first.privateKey })).rejects.toThrow(
      'invalid_client',
    )
    expect(await lastEntry()).toMatchObject({
      act: 'enterprise.client_keys_set',
      target: enterprise.id,
      note,
    })
  })

  it('are one or two, public, different, and none that encrypts', async () => {
    const { operator, enterprise } = await setUp()
    const [one, two, three] = [pair('k-1'), pair('k-2'), pair('k-3')]
    await operator.setEncryptionKey(enterprise.id, { key: three.encrypting, note })
    const { privateKey } = generateKeyPairSync('ed25519')
    const { d = '', x = '' } = privateKey.export({ format: 'jwk' })
    const small = generateKeyPairSync('rsa', { modulusLength: 1_024 }).publicKey.export({ format: 'jwk' })
    const wrong: [string, string, unknown[]][] = [
      ['too_small', '/keys', []],
      ['too_big', '/keys', [one.signing, two.signing, three.signing]],
      ['key_listed_twice', '/keys/1', [one.signing, { ...one.signing, kid: 'k-9' }]],
      ['key_listed_twice', '/keys/1', [one.signing, { ...two.signing, kid: 'k-1' }]],
      ['key_of_other_use', '/keys/0', [three.signing]],
      ['unknown_member', '/keys/0/d', [{ kty: 'OKP', crv: 'Ed25519', x, d, kid: 'k-4', alg: 'Ed25519' }]],
      ['wrong_key_type', '/keys/0', [{ ...one.signing, alg: 'Ed25519' }]],
      ['wrong_key_size', '/keys/0', [{ kty: 'RSA', n: small.n, e: small.e, kid: 'k-5', alg: 'RS256' }]],
      ['broken_key', '/keys/0', [{ ...one.signing, y: one.signing.x }]],
      ['not_allowed', '/keys/0/use', [{ ...one.signing, use: 'enc' }]],
    ]
    const before = await operator.audit()
    for (const [code, pointer, keys] of wrong) {
      const input: Parameters<typeof operator.setClientKeys>[1] = JSON.parse(JSON.stringify({ keys, note }))
      const error = await operator.setClientKeys(enterprise.id, input).catch((each: unknown) => each)
      expect(error).toMatchObject({ details: { errors: [{ pointer, code }] } })
      // A private key that slipped in is not repeated.
      expect(JSON.stringify(error)).not.toContain(d)
    }
    expect(await operator.audit()).toEqual(before)
  })

  it('are none where the client authenticates with a secret', async () => {
    const { operator, platform } = await setUp()
    const { id } = await platform.registerEnterprise({
      name: '口令公司',
      authentication: 'client_secret_basic',
    })
    await expect(operator.setClientKeys(id, { keys: [pair('k').signing], note })).rejects.toThrow(
      'no_client_keys',
    )
    await expect(operator.setClientKeys('ent_unknown', { keys: [pair('k').signing], note })).rejects.toThrow(
      'not_found',
    )
  })
})

describe('the encryption key of a company', () => {
  const disclose = async ({ platform, call, enterprise }: Setup, complaintId: string) => {
    const token = await getToken(platform, enterprise, 'contacts:disclose')
    const path = `/v1/complaints/${complaintId}/contact-disclosures`
    const { json } = await call('POST', path, { token, body: { fields: ['phone'], purpose: 'contact' } })
    return String(json['jwe'])
  }
  const opens = async (jwe: string, key: JWK) =>
    compactDecrypt(jwe, await importJWK({ ...key, alg: 'ECDH-ES+A256KW' })).then(
      () => true,
      () => false,
    )

  it.each([
    ['a second before 24 h', '2026-09-25T08:59:59+08:00', false],
    ['after 24 h', '2026-09-25T09:00:00+08:00', true],
  ])('takes effect %s: %s', async (_, time, isInEffect) => {
    const own = await setUp()
    const { operator, platform, enterprise, fileAccepted } = own
    const next = pair('enc-2')
    const { complaintId } = await fileAccepted()
    expect(await operator.setEncryptionKey(enterprise.id, { key: next.encrypting, note })).toMatchObject({
      keys: [
        { use: 'sig' },
        { use: 'enc', effectiveAt: '2026-09-24T09:00:00+08:00' },
        { keyId: 'enc-2', effectiveAt: '2026-09-25T09:00:00+08:00' },
      ],
    })
    expect(await keyEvents(own)).toMatchObject([
      { data: { keyId: 'enc-2', use: 'enc', effectiveAt: '2026-09-25T09:00:00+08:00' } },
    ])
    await platform.clock.advanceTo(time)
    const jwe = await disclose(own, complaintId)
    expect(await opens(jwe, next.privateKey)).toBe(isInEffect)
    expect(await opens(jwe, enterprise.decryptionKey)).toBe(!isInEffect)
  })

  it('never takes effect when another one was set while it waited', async () => {
    const own = await setUp({ encryptionKeyDelayHours: 2 })
    const { operator, platform, enterprise, fileAccepted } = own
    const [wrong, right] = [pair('wrong'), pair('right')]
    const { complaintId } = await fileAccepted()
    await operator.setEncryptionKey(enterprise.id, { key: wrong.encrypting, note })
    await platform.clock.advance({ hours: 1 })
    await operator.setEncryptionKey(enterprise.id, { key: right.encrypting, note })
    await platform.clock.advance({ hours: 1 })
    expect(await opens(await disclose(own, complaintId), enterprise.decryptionKey)).toBe(true)
    await platform.clock.advance({ hours: 1 })
    expect(await opens(await disclose(own, complaintId), right.privateKey)).toBe(true)
  })

  it('is never one that signs', async () => {
    const { operator, enterprise } = await setUp()
    const both = pair('both')
    await operator.setClientKeys(enterprise.id, { keys: [both.signing], note })
    await expect(
      operator.setEncryptionKey(enterprise.id, { key: { ...both.encrypting, kid: 'other' }, note }),
    ).rejects.toMatchObject({ details: { errors: [{ pointer: '/key', code: 'key_of_other_use' }] } })
  })
})

describe('the key of receipts', () => {
  it('rotates: earlier receipts go on verifying, each with its own key', async () => {
    const { operator, platform, call, fileAccepted } = await setUp()
    const answer = async () => {
      const { complaintId } = await fileAccepted()
      const { json } = await call('POST', `/v1/complaints/${complaintId}/responses`, { body: finalAnswer })
      const response: StoredResponse = JSON.parse(JSON.stringify(json['response']))
      return response
    }
    const keyIdOf = ({ receipt }: StoredResponse) =>
      JSON.parse(Buffer.from(receipt?.split('.')[0] ?? '', 'base64url').toString()).kid
    const before = await answer()
    const first = await operator.rotateReceiptKey({ note })
    const between = await answer()
    const second = await operator.rotateReceiptKey({ note })
    const after = await answer()
    expect([before, between, after].map(keyIdOf)).toEqual([first.retiredKeyId, first.keyId, second.keyId])
    expect(second.retiredKeyId).toBe(first.keyId)
    const keys = (await call('GET', '/.well-known/receipt-keys.json')).json
    expect(keys).toMatchObject({
      keys: [{ kid: first.retiredKeyId }, { kid: first.keyId }, { kid: second.keyId }],
    })
    for (const response of [before, between, after]) {
      await expect(
        verifyReceipt({ receipt: response.receipt, response, keys, issuer: platform.url }),
      ).resolves.toMatchObject({ responseId: response.id })
    }
    // Read again, it is the receipt that was given.
    const { json } = await call('GET', '/v1/complaints')
    expect(JSON.stringify(json)).toContain(String(before.receipt))
    expect(await operator.audit({ act: 'receipt_key.rotated' })).toMatchObject([{ target: null }, { note }])
  })
})
