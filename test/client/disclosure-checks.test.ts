import { inspect } from 'node:util'
import { generateKeyPair } from 'jose'
import { describe, expect, it } from 'vitest'
import { type ContactDisclosureInput, type TousuClientOptions, verifyReceipt } from '../../src/index.js'
import { problem, type Reply } from './support/fake-platform.js'
import { keysReply, makeSigner, person, type Sealing, seal, sealedReply } from './support/sealed.js'
import { failure, setUp } from './support/setup.js'

/** What a hostile or broken platform, or somebody in between, may answer. */
const post = 'POST /v1/complaints/cmp_1/contact-disclosures'
const keysPath = 'GET /.well-known/receipt-keys.json'
const company = await generateKeyPair('ECDH-ES+A256KW', { extractable: true })
const signer = await makeSigner('r1')
const asked: ContactDisclosureInput = { fields: ['name', 'phone'], purpose: 'contact' }

async function start(options: Partial<TousuClientOptions> = {}, now = Date.now) {
  const decryptionKey = company.privateKey
  const { platform, client } = await setUp(
    { decryptionKey, retry: { repeats: 0 }, wireClock: { now: () => now() }, ...options },
    { now },
  )
  platform.on(keysPath, keysReply(signer))
  const payload = {
    iss: platform.url,
    aud: platform.clientId,
    complaintId: 'cmp_1',
    disclosureId: 'dsc_1',
    fields: person,
    purpose: 'contact',
    exp: Math.floor(now() / 1_000) + 600,
  }
  const sealing: Sealing = { signer, recipient: company.publicKey, payload }
  return { platform, client, payload, sealing }
}
type Started = Awaited<ReturnType<typeof start>>

/** The error that an answer ends in; nothing personal is in it, however it is printed. */
async function refusalOf({ platform, client }: Started, reply: Reply): Promise<string> {
  platform.on(post, reply)
  const error = await failure(client.complaints.discloseContact('cmp_1', asked))
  expect(error).toMatchObject({ name: 'IntegrityError', code: 'integrity_failed', requestId: 'req_7' })
  const printed = [
    inspect(error, { depth: 9, showHidden: true }),
    JSON.stringify(error),
    String(error),
  ].join()
  for (const value of Object.values(person)) expect(printed).not.toContain(value)
  expect(printed).not.toContain('eyJ')
  return String(error)
}

describe('a disclosure', () => {
  it('that holds gives what was asked for, shown without its values', async () => {
    const { platform, client, sealing, payload } = await start()
    const more = {
      ...payload,
      fields: { ...person, accountReference: 'a-1', email: 'x@example.com' },
      mood: 1,
    }
    platform.on(post, sealedReply(await seal({ ...sealing, payload: more }), { mood: 1 }))
    const disclosed = await client.complaints.discloseContact('cmp_1', asked)
    expect(disclosed).toStrictEqual({
      disclosureId: 'dsc_1',
      fields: person,
      purpose: 'contact',
      deleteAfter: '2026-10-24T23:59:59+08:00',
    })
    for (const shown of [inspect({ disclosed }, { depth: 9 }), JSON.stringify({ disclosed })]) {
      expect(shown).toContain('"fields":["name","phone"]')
      for (const value of Object.values(person)) expect(shown).not.toContain(value)
    }
    expect({ ...disclosed.fields }).toEqual(person)
  })

  it('is opened with RSA, too', async () => {
    const rsa = await generateKeyPair('RSA-OAEP-256')
    const { platform, client, sealing } = await start({ decryptionKey: rsa.privateKey })
    const jwe = { alg: 'RSA-OAEP-256' }
    platform.on(post, sealedReply(await seal({ ...sealing, recipient: rsa.publicKey, jwe })))
    expect((await client.complaints.discloseContact('cmp_1', asked)).fields).toEqual(person)
  })

  it.each<[string, (started: Started) => Partial<Sealing>, string]>([
    [
      'of another platform',
      () => ({ payload: { iss: 'https://other.example' } }),
      'another platform issued it',
    ],
    ['of another company', () => ({ payload: { aud: 'cli_other' } }), 'for another client (aud)'],
    ['of a list of companies', ({ payload }) => ({ payload: { aud: [payload.aud] } }), 'its payload is not'],
    ['of another complaint', () => ({ payload: { complaintId: 'cmp_2' } }), 'of another complaint'],
    [
      'with the id of another one',
      () => ({ payload: { disclosureId: 'dsc_2' } }),
      'it is another disclosure',
    ],
    ['for another purpose', () => ({ payload: { purpose: 'verify_identity' } }), 'for another purpose'],
    ['for a purpose that nobody knows', () => ({ payload: { purpose: 'survey' } }), 'for another purpose'],
    ['without an end', () => ({ payload: { exp: undefined } }), 'its payload is not'],
    ['without fields', () => ({ payload: { fields: undefined } }), 'its payload is not'],
    [
      'with values of another type',
      () => ({ payload: { fields: { name: [person.name] } } }),
      'its payload is not',
    ],
    ['that is a receipt', () => ({ jws: { typ: 'tousu-receipt+jws' } }), 'not of type tousu-disclosure+jws'],
    ['that is an access token', () => ({ jws: { typ: 'at+jwt' } }), 'not of type tousu-disclosure+jws'],
    ['of no type', () => ({ jws: { typ: undefined } }), 'not of type tousu-disclosure+jws'],
    ['with a content key of 128 bits', () => ({ jwe: { enc: 'A128GCM' } }), 'encrypted otherwise'],
    ['of another content encryption', () => ({ jwe: { enc: 'A256CBC-HS512' } }), 'encrypted otherwise'],
    ['of another key agreement', () => ({ jwe: { alg: 'ECDH-ES' } }), 'encrypted otherwise'],
    ['that is compressed', () => ({ jwe: { zip: 'DEF' } }), 'encrypted otherwise'],
    ['that is not signed', () => ({ touch: () => JSON.stringify({ fields: person }) }), 'its signature'],
    [
      'signed with nothing (alg none)',
      () => ({
        touch: (signed) =>
          `${toBase64({ alg: 'none', typ: 'tousu-disclosure+jws' })}.${signed.split('.')[1]}.`,
      }),
      'its signature',
    ],
    [
      'whose payload was changed after signing',
      ({ payload }) => ({
        touch: (signed) =>
          signed
            .split('.')
            .with(1, toBase64({ ...payload, fields: { name: '李小红' } }))
            .join('.'),
      }),
      'its signature',
    ],
  ])('%s is refused', async (_, change, words) => {
    const started = await start()
    const { payload: changed, ...rest } = change(started)
    const payload = { ...started.payload, ...changed }
    const jwe = await seal({ ...started.sealing, ...rest, payload })
    expect(await refusalOf(started, sealedReply(jwe))).toContain(words)
  })

  it('signed with another key is refused, whether it names ours or another', async () => {
    const started = await start()
    for (const kid of ['r1', 'r2']) {
      const jwe = await seal({ ...started.sealing, signer: await makeSigner(kid) })
      expect(await refusalOf(started, sealedReply(jwe))).toContain('its signature is not one of these keys')
    }
  })

  it('signed with another algorithm is refused, though the key is listed', async () => {
    const started = await start()
    const es256 = await makeSigner('r1', 'ES256')
    started.platform.on(keysPath, keysReply(es256))
    const jwe = await seal({ ...started.sealing, signer: es256, jws: { alg: 'ES256' } })
    expect(await refusalOf(started, sealedReply(jwe))).toContain('its signature')
  })

  it('encrypted for another key is refused, and so is one whose bytes were changed', async () => {
    const started = await start()
    const { publicKey } = await generateKeyPair('ECDH-ES+A256KW')
    const foreign = await seal({ ...started.sealing, recipient: publicKey })
    expect(await refusalOf(started, sealedReply(foreign))).toContain('decryptionKey does not open it')
    const parts = (await seal(started.sealing)).split('.')
    for (const index of [1, 2, 3, 4]) {
      const part = parts[index] ?? ''
      const changed = parts.with(index, (part.startsWith('A') ? 'B' : 'A') + part.slice(1)).join('.')
      expect(await refusalOf(started, sealedReply(changed))).toContain('decryptionKey does not open it')
    }
    for (const broken of ['', 'a.b.c', parts.slice(0, 4).join('.'), JSON.stringify(person)]) {
      expect(await refusalOf(started, sealedReply(broken))).toContain('it is no JWE')
    }
  })

  it('expires by wire time, and holds until the second before', async () => {
    let now = Date.UTC(2026, 8, 24)
    const started = await start({}, () => now)
    const sealed = sealedReply(await seal(started.sealing))
    started.platform.on(post, sealed)
    now += 599_999
    expect((await started.client.complaints.discloseContact('cmp_1', asked)).disclosureId).toBe('dsc_1')
    now += 1
    expect(await refusalOf(started, sealed)).toContain('it has expired (exp)')
  })

  it('never passes as a receipt', async () => {
    const { payload, sealing } = await start()
    let disclosure = ''
    await seal({ ...sealing, payload, touch: (signed) => (disclosure = signed) })
    const verified = verifyReceipt({
      receipt: disclosure,
      response: {
        id: 'rsp_1',
        type: 'final',
        outcome: 'resolved',
        statement: '您好，25 元已原路退回。',
        measures: [],
        contactAttempts: [],
        attachments: [],
      },
      keys: keysReply(signer).body,
    })
    await expect(verified).rejects.toThrow('it is not of type tousu-receipt+jws')
  })
})

describe('what is asked before a disclosure', () => {
  it('without a decryption key nothing is sent', async () => {
    const { platform, client } = await start({ decryptionKey: undefined })
    const error = await failure(client.complaints.discloseContact('cmp_1', asked))
    expect(error).toMatchObject({ code: 'invalid_argument' })
    expect(String(error)).toContain('needs decryptionKey')
    expect(platform.received).toEqual([])
  })

  it('wrong input is refused before anything is sent', async () => {
    const { platform, client } = await start()
    const inputs: ContactDisclosureInput[] = [
      { fields: [], purpose: 'contact' },
      { fields: ['name', 'name'], purpose: 'contact' },
      { fields: ['idNumber'], purpose: 'contact', note: '核对身份' },
      { fields: ['idNumber'], purpose: 'verify_identity' },
      { fields: ['name'], purpose: 'contact', note: '长'.repeat(201) },
    ]
    for (const input of inputs) {
      expect(await failure(client.complaints.discloseContact('cmp_1', input))).toMatchObject({
        name: 'ValidationError',
      })
    }
    expect(platform.received).toEqual([])
  })

  it('without the keys to check it nothing is disclosed', async () => {
    const { platform, client } = await start()
    platform.on(keysPath, problem(503, 'unavailable'))
    expect(await failure(client.complaints.discloseContact('cmp_1', asked))).toMatchObject({ status: 503 })
    expect(platform.to('/v1/')).toEqual([])
  })

  it('an abort while the keys are awaited ends the call', async () => {
    const { platform, client } = await start()
    const controller = new AbortController()
    platform.on(keysPath, () => {
      controller.abort()
      return keysReply(signer)
    })
    const attempt = client.complaints.discloseContact('cmp_1', asked, { signal: controller.signal })
    expect(await failure(attempt)).toMatchObject({ name: 'AbortedError' })
    expect(platform.to('/v1/')).toEqual([])
  })
})

describe('the keys of disclosures', () => {
  /** A platform that signs with `next`, which its key document gets only when it is published. */
  async function rotate() {
    let now = Date.UTC(2026, 8, 24)
    const started = await start({}, () => now)
    const { platform, client, sealing } = started
    const next = await makeSigner('r2')
    const disclose = () => client.complaints.discloseContact('cmp_1', asked)
    const signWith = async (one: typeof signer) => {
      const payload = { ...started.payload, exp: Math.floor(now / 1_000) + 600 }
      platform.on(post, sealedReply(await seal({ ...sealing, payload, signer: one })))
    }
    return {
      ...started,
      next,
      disclose,
      signWith,
      pass: (ms: number) => {
        now += ms
      },
      requests: () => platform.to('/.well-known/receipt-keys.json').length,
    }
  }

  it('are fetched once for however many disclosures, also at the same time', async () => {
    const { disclose, signWith, requests } = await rotate()
    await signWith(signer)
    await Promise.all([disclose(), disclose(), disclose()])
    await disclose()
    expect(requests()).toBe(1)
  })

  it('are fetched anew for an unknown one, and not again within 30 s', async () => {
    const { platform, next, disclose, signWith, pass, requests } = await rotate()
    await signWith(signer)
    await disclose()
    await signWith(next)
    pass(29_999)
    expect(await failure(disclose())).toMatchObject({ name: 'IntegrityError' })
    expect(requests()).toBe(1)
    pass(1)
    platform.on(keysPath, keysReply(signer, next))
    expect((await disclose()).fields).toEqual(person)
    expect(requests()).toBe(2)
    await signWith(signer)
    expect((await disclose()).fields).toEqual(person)
    await signWith(await makeSigner('r3'))
    expect(await failure(disclose())).toMatchObject({ name: 'IntegrityError' })
    expect(requests()).toBe(2)
  })

  it('are no reason to ask again when the type or the signature is wrong', async () => {
    const { platform, payload, sealing, disclose, pass, requests } = await rotate()
    platform.on(post, sealedReply(await seal({ ...sealing, payload, jws: { typ: 'JWT' } })))
    await failure(disclose())
    pass(60_000)
    await failure(disclose())
    expect(requests()).toBe(1)
  })

  it('are an hour old at most, and fetched anew when the clock was set back', async () => {
    const { platform, next, disclose, signWith, pass, requests } = await rotate()
    await signWith(signer)
    await disclose()
    pass(3_599_999)
    await signWith(signer)
    await disclose()
    expect(requests()).toBe(1)
    // Withdrawn: nothing that it signs holds any more.
    platform.on(keysPath, keysReply(next))
    pass(1)
    expect(await failure(disclose())).toMatchObject({ name: 'IntegrityError' })
    expect(requests()).toBe(2)
    pass(-60_000)
    await signWith(next)
    await disclose()
    expect(requests()).toBe(3)
  })
})

const toBase64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
