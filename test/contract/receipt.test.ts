import { createHash, createHmac } from 'node:crypto'
import { CompactSign, exportJWK, generateKeyPair } from 'jose'
import { describe, expect, it } from 'vitest'
import {
  disclosureType,
  type Jwks,
  receiptSubject,
  receiptType,
  verifyReceipt,
} from '../../src/contract/index.js'
import { ArgumentError } from '../../src/errors.js'

const response = {
  id: 'rsp_1',
  type: 'final',
  outcome: 'resolved',
  statement: '您好，退款已于今日原路退回，请留意到账通知。',
  measures: ['已退款'],
  contactAttempts: [{ at: '2026-09-25T10:00:00+08:00', method: 'phone', result: 'reached' }],
  attachments: [
    { id: 'att_1', name: '回执.pdf', contentType: 'application/pdf', size: 3, sha256: 'a'.repeat(64) },
  ],
}

interface Change {
  readonly typ?: string | undefined
  readonly kid?: string | undefined
  readonly payload?: Record<string, unknown>
  /** Instead of a payload. */
  readonly bytes?: Uint8Array
}

async function makeReceipt(change: Change = {}) {
  const { kid, typ } = { kid: 'r1', typ: receiptType, ...change }
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true })
  const keys: Jwks = {
    keys: [{ kty: 'OKP', ...(await exportJWK(publicKey)), kid: kid ?? 'r1', alg: 'EdDSA' }],
  }
  const payload = {
    v: 1,
    iss: 'https://platform.tousu.test',
    enterpriseId: 'ent_1',
    complaintId: 'cmp_1',
    responseId: 'rsp_1',
    round: 1,
    submittedAt: '2026-09-25T11:00:00+08:00',
    dueDate: '2026-10-15',
    onTime: true,
    responseSha256: createHash('sha256').update(receiptSubject(response)).digest('hex'),
    ...change.payload,
  }
  const receipt = await new CompactSign(change.bytes ?? new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader(JSON.parse(JSON.stringify({ alg: 'EdDSA', kid, typ })))
    .sign(privateKey)
  return { receipt, keys, payload }
}

describe('the receipt of a final answer', () => {
  it('holds offline, and tells when and whether on time', async () => {
    const { receipt, keys, payload } = await makeReceipt()
    expect(await verifyReceipt({ receipt, response, keys })).toEqual(payload)
    expect(await verifyReceipt({ receipt, response, keys, issuer: payload.iss })).toEqual(payload)
  })

  it('vouches for exactly the members that the contract lists', () => {
    expect(receiptSubject(response)).toBe(
      '{"attachments":[{"id":"att_1","sha256":"' +
        'a'.repeat(64) +
        '"}],"contactAttempts":[{"at":"2026-09-25T10:00:00+08:00","method":"phone","result":"reached"}],' +
        '"measures":["已退款"],"outcome":"resolved","statement":"您好，退款已于今日原路退回，请留意到账通知。","type":"final"}',
    )
  })

  it.each([
    ['another statement', { ...response, statement: '您好，退款申请未通过，请联系客服。' }],
    ['another outcome', { ...response, outcome: 'rejected' }],
    ['another type', { ...response, type: 'interim' }],
    ['a measure more', { ...response, measures: ['已退款', '已道歉'] }],
    ['no attempt to reach the person', { ...response, contactAttempts: [] }],
    ['another attachment', { ...response, attachments: [] }],
    ['another answer', { ...response, id: 'rsp_2' }],
  ])('is refused for %s', async (_, changed) => {
    const { receipt, keys } = await makeReceipt()
    await expect(verifyReceipt({ receipt, response: changed, keys })).rejects.toMatchObject({
      code: 'integrity_failed',
    })
  })

  it.each(['statement', 'measures', 'contactAttempts', 'attachments', 'outcome', 'type', 'id'] as const)(
    'is refused for any change within %s, however deep',
    async (member) => {
      const { receipt, keys } = await makeReceipt()
      const variants = changesOf(response[member])
      expect(variants.length).toBeGreaterThan(0)
      for (const variant of variants) {
        const given = { receipt, response: { ...response, [member]: variant }, keys }
        // Of the names of files it does not speak: their ids and digests stand for them.
        if (member === 'attachments' && receiptSubject(given.response) === receiptSubject(response)) continue
        // What is no answer at all any more is refused as such.
        await expect(verifyReceipt(given), JSON.stringify(variant)).rejects.toMatchObject({
          code: expect.stringMatching(/^(integrity_failed|invalid_argument)$/),
        })
      }
    },
  )

  it('is refused when any member of its own was changed, dropped or added', async () => {
    const { receipt, keys, payload } = await makeReceipt()
    const [header, , signature] = receipt.split('.')
    const members = Object.entries<unknown>(payload)
    const changed = members.flatMap(([name, value]) => [
      ...changesOf(value).map((variant) => ({ ...payload, [name]: variant })),
      Object.fromEntries(members.filter(([other]) => other !== name)),
    ])
    expect(changed.length).toBeGreaterThanOrEqual(20)
    for (const each of [...changed, { ...payload, more: 1 }]) {
      const touched = [header, toBase64(each), signature].join('.')
      await expect(verifyReceipt({ receipt: touched, response, keys })).rejects.toThrow('its signature')
    }
  })

  it('is refused when its header was changed, whatever algorithm it then names', async () => {
    const { receipt, keys } = await makeReceipt()
    const [, payload = '', signature = ''] = receipt.split('.')
    const secret = Buffer.from(keys.keys[0]?.x ?? '', 'base64url')
    for (const alg of ['none', 'HS256', 'EdDSA', 'ES256']) {
      const header = toBase64({ alg, kid: 'r1', typ: receiptType, more: 1 })
      const hmac = createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url')
      for (const each of ['', signature, hmac]) {
        const touched = [header, payload, each].join('.')
        await expect(verifyReceipt({ receipt: touched, response, keys })).rejects.toThrow('its signature')
      }
    }
  })

  it('is verifiable after its key was retired, as long as the key stays published', async () => {
    const older = await makeReceipt()
    const newer = await makeReceipt({ kid: 'r2' })
    const keys = { keys: [...newer.keys.keys, ...older.keys.keys] }
    for (const { receipt } of [older, newer]) await verifyReceipt({ receipt, response, keys })
    await expect(verifyReceipt({ receipt: older.receipt, response, keys: newer.keys })).rejects.toThrow(
      'its signature is not one of these keys',
    )
    // A key of another kind, or one that this version does not know, is in nobody's way.
    const strange = [
      { kty: 'EC', crv: 'P-256', kid: 'r1' },
      { kty: 'AKP', kid: 'r1' },
      { kty: 'OKP', use: 'enc' },
    ]
    await verifyReceipt({ receipt: older.receipt, response, keys: { keys: [...strange, ...keys.keys] } })
  })

  it('is verifiable by any of several keys that share its kid, or when it names none', async () => {
    const ours = await makeReceipt({ kid: undefined })
    const named = await makeReceipt()
    const others = await Promise.all([makeReceipt(), makeReceipt()])
    for (const { receipt, keys } of [ours, named]) {
      const all = { keys: [...(others[0]?.keys.keys ?? []), ...keys.keys, ...(others[1]?.keys.keys ?? [])] }
      expect((await verifyReceipt({ receipt, response, keys: all })).responseId).toBe('rsp_1')
      const foreign = { keys: others.flatMap((other) => other.keys.keys) }
      await expect(verifyReceipt({ receipt, response, keys: foreign })).rejects.toThrow('its signature')
    }
  })

  it.each([
    ['of bytes that are no text', { bytes: Buffer.from([0xff]) }, 'payload'],
    ['of text that is no JSON', { bytes: Buffer.from('{') }, 'payload'],
    ['of another type', { typ: 'at+jwt' }, 'not of type'],
    ['a client assertion', { typ: 'client-authentication+jwt' }, 'not of type'],
    ['a disclosure', { typ: disclosureType }, 'not of type'],
    ['of no type', { typ: undefined }, 'not of type'],
    ['of a type that only begins like it', { typ: `${receiptType}x` }, 'not of type'],
    ['without an issuer', { payload: { iss: undefined } }, 'payload'],
    ['of a time that is none', { payload: { submittedAt: 'yesterday' } }, 'payload'],
    ['of another version', { payload: { v: 2 } }, 'payload'],
  ])('is refused when it is %s', async (_, change, words) => {
    const { receipt, keys } = await makeReceipt(change)
    await expect(verifyReceipt({ receipt, response, keys })).rejects.toThrow(words)
  })

  it('is refused when another platform or another key signed it, or when it was touched', async () => {
    const { receipt, keys } = await makeReceipt()
    const other = await makeReceipt()
    const refused = { name: 'IntegrityError', code: 'integrity_failed' }
    await expect(verifyReceipt({ receipt, response, keys: other.keys })).rejects.toMatchObject(refused)
    await expect(verifyReceipt({ receipt, response, keys: { keys: [] } })).rejects.toMatchObject(refused)
    await expect(verifyReceipt({ receipt, response, keys: '<html>' })).rejects.toMatchObject(refused)
    await expect(verifyReceipt({ receipt: `${receipt}A`, response, keys })).rejects.toMatchObject(refused)
    await expect(verifyReceipt({ receipt: '', response, keys })).rejects.toMatchObject(refused)
    await expect(verifyReceipt({ receipt: null, response, keys })).rejects.toThrow(
      /only a final answer has one/,
    )
    await expect(
      verifyReceipt({ receipt, response, keys, issuer: 'https://other.example' }),
    ).rejects.toMatchObject(refused)
  })

  it.each([
    ['the input', { type: 'final', outcome: 'resolved', statement: response.statement }, '/id is required'],
    ['the whole answer of respond', { response }, '/id is required'],
    ['nothing', undefined, 'is required'],
    ['its text', response.statement, 'must be object'],
    ['another shape', { ...response, attachments: ['att_1'] }, '/attachments/0 must be object'],
  ])('says what it needs when it is given %s for the stored answer', async (_, given, words) => {
    const { receipt, keys } = await makeReceipt()
    const verified = Reflect.apply(verifyReceipt, undefined, [{ receipt, response: given, keys }])
    await expect(verified).rejects.toThrow(ArgumentError)
    await expect(verified).rejects.toThrow(words)
    await expect(verified).rejects.not.toThrow(response.statement)
  })

  it.each([undefined, null, 'eyJ', 7])('says so when it is given %j for options', async (options) => {
    const verified = Promise.resolve().then(() => Reflect.apply(verifyReceipt, undefined, [options]))
    await expect(verified).rejects.toThrow(/Pass one object: verifyReceipt\({ receipt, response, keys }\)/)
  })
})

const toBase64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Every value that differs in one place: text by a character, lists by an item, objects by a member. */
function changesOf(value: unknown): unknown[] {
  if (typeof value === 'string') {
    const lastDigit = value.replace(/\d(?=\D*$)/, (digit) => (digit === '1' ? '2' : '1'))
    return [`${value}a`, `b${value.slice(1)}`, lastDigit].filter((each) => each !== value)
  }
  if (typeof value === 'number') return [value + 1]
  if (typeof value === 'boolean') return [!value]
  if (Array.isArray(value)) {
    return [
      value.slice(1),
      [...value, ...value],
      ...value.flatMap((item, index) => changesOf(item).map((each) => value.with(index, each))),
    ]
  }
  return Object.entries(Object(value)).flatMap(([name, member]) =>
    changesOf(member).map((each) => ({ ...Object(value), [name]: each })),
  )
}
