import { createHash } from 'node:crypto'
import { CompactSign, exportJWK, generateKeyPair } from 'jose'
import { describe, expect, it } from 'vitest'
import { type Jwks, receiptSubject, receiptType, verifyReceipt } from '../../src/contract/index.js'
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

async function makeReceipt(change: { typ?: string; payload?: Record<string, unknown> } = {}) {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true })
  const keys: Jwks = { keys: [{ kty: 'OKP', ...(await exportJWK(publicKey)), kid: 'r1', alg: 'EdDSA' }] }
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
  const receipt = await new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'EdDSA', kid: 'r1', typ: change.typ ?? receiptType })
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

  it.each([
    ['of another type', { typ: 'at+jwt' }, 'not of type'],
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
