import {
  createPrivateKey,
  createSecretKey,
  generateKeyPairSync,
  type KeyObject,
  webcrypto,
} from 'node:crypto'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { readDecryptionKey } from '../../src/client/decryption-key.js'
import { readPrivateKey } from '../../src/client/private-key.js'
import { readSettings } from '../../src/client/settings.js'
import { version } from '../../src/client/version.js'
import { ArgumentError, TousuClient, type TousuClientOptions } from '../../src/index.js'

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const ed = generateKeyPairSync('ed25519')
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = (key: KeyObject) => String(key.export({ type: 'pkcs8', format: 'pem' }))

/** Makes a client from PEM text and what is given. */
const make = (options: Partial<TousuClientOptions> = {}) =>
  new TousuClient({
    baseUrl: 'https://platform.example',
    clientId: 'cli_1',
    privateKey: pem(ec.privateKey),
    ...options,
  })
const complaintOf = (options: Partial<TousuClientOptions>) => {
  try {
    make(options)
  } catch (error) {
    expect(error).toBeInstanceOf(ArgumentError)
    return String(error)
  }
  throw new Error('It was accepted.')
}

describe('base URL', () => {
  it.each([
    'https://platform.example',
    'https://platform.example:8443/',
    'http://127.0.0.1:8080',
    'http://localhost:8080',
    'http://[::1]:8080',
  ])('accepts %s', (baseUrl) => {
    expect(make({ baseUrl }).toJSON().baseUrl).toBe(new URL(baseUrl).origin)
  })

  it.each([
    ['http://platform.example', 'must be https'],
    ['http://127.0.0.1.example.com', 'must be https'],
    ['http://localhost.example', 'must be https'],
    ['https://user:geheim@platform.example', 'user name or password'],
    ['https://platform.example/v1', 'without a path, such as https://platform.example'],
    ['https://platform.example/?a=1', 'query or fragment'],
    ['https://platform.example/#a', 'query or fragment'],
    ['platform.example', 'must be an address such as'],
    ['ftp://platform.example', 'must be an address such as'],
    [
      '',
      'is missing; if it comes from the environment, the variable is not set or empty; if from a promise, await it',
    ],
  ])('refuses %s', (baseUrl, sentence) => {
    expect(complaintOf({ baseUrl })).toContain(sentence)
    expect(complaintOf({ baseUrl })).not.toContain('geheim')
  })

  it('takes http to anywhere only when allowed', () => {
    expect(make({ baseUrl: 'http://platform.example', allowInsecureHttp: true }).toJSON().baseUrl).toBe(
      'http://platform.example',
    )
  })

  it('says that an environment variable may be missing', () => {
    // @ts-expect-error as from process.env
    expect(complaintOf({ baseUrl: undefined })).toContain('the variable is not set')
    expect(complaintOf({ privateKey: undefined })).toContain('the variable is not set')
    expect(complaintOf({ privateKey: '' })).toContain('privateKey or clientSecret is missing')
    expect(complaintOf({ clientId: '' })).toContain('clientId is missing')
    // @ts-expect-error as from process.env
    expect(complaintOf({ clientId: undefined })).toContain('clientId is missing')
  })
})

describe('everything at once', () => {
  it('lists all that is wrong in one error', () => {
    const message = complaintOf({
      baseUrl: 'http://platform.example',
      clientId: '',
      privateKey: pem(ec.privateKey),
      clientSecret: 'geheim',
      timeoutMs: 0,
      retry: { repeats: 11 },
      issuer: 'nowhere',
      scope: 'a  b',
      userAgent: 'a\nb',
    })
    for (const part of [
      'baseUrl',
      'clientId',
      'exclude each other',
      'timeoutMs',
      'retry.repeats',
      'issuer',
      'scope',
      'userAgent',
    ]) {
      expect(message).toContain(part)
    }
    expect(message).not.toContain('geheim')
  })

  it.each([
    ['timeoutMs', 1, 2 ** 31 - 1],
    ['headersTimeoutMs', 1, 2 ** 31 - 1],
    ['bodyTimeoutMs', 1, 2 ** 31 - 1],
    ['connectTimeoutMs', 1, 2 ** 31 - 1],
    ['fileTimeoutMs', 1, 2 ** 31 - 1],
    ['maxResponseBytes', 1024, 2 ** 30],
    ['maxFileBytes', 1, 2 ** 40],
  ] as const)('takes %s from %d to %d and nothing beyond', (name, min, max) => {
    make({ [name]: min })
    make({ [name]: max })
    for (const value of [min - 1, max + 1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(complaintOf({ [name]: value })).toContain(`${name} must be a number from ${min} to ${max}`)
    }
  })

  it('refuses an option that it does not have, and lists those that it has', () => {
    // @ts-expect-error there is no option `timeout`
    const message = complaintOf({ timeout: 5, clientId: '', retry: { retries: 3 } })
    expect(message).toContain('there is no option "timeout": there are baseUrl, clientId, privateKey,')
    expect(message).toContain(
      'there is no option "retry.retries": there are retry.repeats, retry.baseDelayMs, retry.maxDelayMs, retry.maxRetryAfterMs',
    )
    expect(message).toContain('clientId is missing')
  })

  it('has the defaults that its options tell', () => {
    const { origin } = new URL('https://platform.example:8443')
    const settings = readSettings({ baseUrl: `${origin}/`, clientId: 'a', clientSecret: 'b' })
    expect(settings).toMatchObject({
      origin,
      issuer: origin,
      scope: undefined,
      timeoutMs: 30_000,
      fileTimeoutMs: 300_000,
      maxResponseBytes: 16 * 2 ** 20,
      maxFileBytes: 20 * 2 ** 20,
      decryptionKey: undefined,
      retry: { repeats: 2, baseDelayMs: 250, maxDelayMs: 5_000, maxRetryAfterMs: 20_000 },
      validateResponses: true,
      allowInsecureHttp: false,
      language: 'en',
    })
  })

  it('refuses a dispatcher together with fetch, and things that are neither', () => {
    const dispatcher = { request: () => Promise.reject(new Error('unused')) }
    expect(complaintOf({ dispatcher, fetch })).toContain('dispatcher and fetch exclude each other')
    // @ts-expect-error no dispatcher
    expect(complaintOf({ dispatcher: {} })).toContain('method request')
    // @ts-expect-error no function
    expect(complaintOf({ fetch: {} })).toContain('fetch must be a function')
    // @ts-expect-error no such language
    expect(complaintOf({ language: 'fr' })).toContain('language')
  })

  it.each([undefined, null, 'https://platform.example'])('refuses %j instead of options', (options) => {
    // @ts-expect-error no options
    expect(() => new TousuClient(options)).toThrow(ArgumentError)
  })

  it('refuses a keyId and an algorithm that are none', () => {
    for (const keyId of ['', 'k'.repeat(256)]) expect(complaintOf({ keyId })).toContain('keyId must be')
    // @ts-expect-error no text
    expect(complaintOf({ keyId: 5 })).toContain('keyId must be')
    // @ts-expect-error no algorithm
    expect(complaintOf({ algorithm: 5 })).toContain('but algorithm says 5')
    const jwk = { kty: '', ...ec.privateKey.export({ format: 'jwk' }), alg: 5 }
    // @ts-expect-error no algorithm
    expect(complaintOf({ privateKey: jwk })).toContain('but algorithm says 5')
  })

  it.each(['', 'a\nb', 'x'.repeat(513)])('refuses a client secret that is none', (clientSecret) => {
    expect(complaintOf({ privateKey: undefined, clientSecret })).toContain('clientSecret must be')
  })
})

describe('private key', () => {
  it.each([
    ['P-256', ec, 'ES256'],
    ['Ed25519', ed, 'Ed25519'],
    ['RSA', rsa, 'PS256'],
  ])('reads %s as PEM, JWK, JSON text, KeyObject; the algorithm follows', (_, { privateKey }, algorithm) => {
    const jwk = { kty: '', ...privateKey.export({ format: 'jwk' }), kid: 'k1' }
    for (const input of [pem(privateKey), pem(privateKey).replaceAll('\n', '\\n'), privateKey]) {
      expect(readPrivateKey(input, {})).toMatchObject({ algorithm, keyId: undefined })
    }
    for (const input of [jwk, JSON.stringify(jwk)]) {
      expect(readPrivateKey(input, {})).toMatchObject({ algorithm, keyId: 'k1' })
      expect(readPrivateKey(input, { keyId: 'k2' })).toMatchObject({ keyId: 'k2' })
    }
  })

  it('reads a CryptoKey, which knows its algorithm', async () => {
    const pairs = await Promise.all([
      webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']),
      webcrypto.subtle.generateKey(
        {
          name: 'RSASSA-PKCS1-v1_5',
          hash: 'SHA-256',
          modulusLength: 2048,
          publicExponent: new Uint8Array([1, 0, 1]),
        },
        false,
        ['sign', 'verify'],
      ),
    ])
    expect(pairs.map(({ privateKey }) => readPrivateKey(privateKey, {}).algorithm)).toEqual([
      'ES256',
      'RS256',
    ])
    expect(complaintOf({ privateKey: pairs[0].publicKey })).toContain('is a public key')
    expect(complaintOf({ privateKey: pairs[1].privateKey, algorithm: 'PS256' })).toContain('signs with RS256')
    const sha1 = await webcrypto.subtle.generateKey(
      { name: 'RSA-PSS', hash: 'SHA-512', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
      false,
      ['sign', 'verify'],
    )
    expect(complaintOf({ privateKey: sha1.privateKey })).toContain('import it with SHA-256')
    const agreeing = await webcrypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, [
      'deriveBits',
    ])
    expect(complaintOf({ privateKey: agreeing.privateKey })).toContain('usage sign')
  })

  it('lets RS256 and EdDSA be chosen where the key can', () => {
    expect(readPrivateKey(rsa.privateKey, { algorithm: 'RS256' }).algorithm).toBe('RS256')
    expect(readPrivateKey(ed.privateKey, { algorithm: 'EdDSA' }).algorithm).toBe('EdDSA')
    expect(complaintOf({ algorithm: 'PS256' })).toContain('signs with ES256, but algorithm says PS256')
    const jwk = { kty: '', ...rsa.privateKey.export({ format: 'jwk' }), alg: 'RS256' }
    expect(readPrivateKey(jwk, {}).algorithm).toBe('RS256')
    expect(complaintOf({ privateKey: jwk, algorithm: 'PS256' })).toContain('is a JWK for RS256')
  })

  const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey
  const jwkOf = (key: KeyObject) => ({ kty: '', ...key.export({ format: 'jwk' }) })
  const encrypted = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'geheim' } as const
  it.each<[string, unknown, string]>([
    ['an encrypted PEM', ec.privateKey.export(encrypted), 'is an encrypted PEM: decrypt it first'],
    [
      'an encrypted PKCS#1 PEM',
      rsa.privateKey.export({ ...encrypted, type: 'pkcs1' }),
      'is an encrypted PEM',
    ],
    [
      'a public PEM',
      ec.publicKey.export({ type: 'spki', format: 'pem' }),
      'is a public key: give the private one',
    ],
    ['a public PKCS#1 PEM', rsa.publicKey.export({ type: 'pkcs1', format: 'pem' }), 'is a public key'],
    ['a public KeyObject', ec.publicKey, 'is a public key'],
    ['a public JWK', jwkOf(ec.publicKey), 'is a public JWK (it has no d)'],
    ['an ssh public key', 'ssh-ed25519 AAAA me@example', 'is a public key'],
    [
      'a PKCS#1 PEM',
      rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }),
      'PKCS#8 is needed: convert it with: openssl pkcs8',
    ],
    ['a SEC1 PEM', ec.privateKey.export({ type: 'sec1', format: 'pem' }), 'is a SEC1 PEM'],
    ['an OpenSSH key', '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n', 'is an OpenSSH key'],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n', 'is a certificate'],
    ['a symmetric JWK', { kty: 'oct', k: 'Z2VoZWlt' }, 'is a symmetric JWK (kty oct)'],
    ['a symmetric KeyObject', createSecretKey(Buffer.alloc(32, 'geheim')), 'is a symmetric key'],
    ['a JWK for encryption', { ...jwkOf(ec.privateKey), use: 'enc' }, 'is a JWK for encryption'],
    ['a broken JWK', { ...jwkOf(ec.privateKey), x: 'AAAA' }, 'whose members make no key'],
    ['broken JSON', '{"kty":', 'is not valid JSON'],
    ['a cut PEM', '-----BEGIN PRIVATE KEY-----\nAAAA\n', 'cannot be read: it is cut'],
    ['a path', './key.pem', 'give the content of the file'],
    ['RSA of 1024 bits', small, 'is an RSA key of 1024 bits: at least 2048'],
    ['P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey, 'only P-256'],
    ['Ed448', generateKeyPairSync('ed448').privateKey, 'is a ed448 key: use P-256'],
    // jose signs with none of them, though Node does.
    [
      'RSASSA-PSS',
      generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).privateKey,
      'is a rsa-pss key: use',
    ],
    ['bytes', Buffer.from(pem(ec.privateKey)), 'turn them into text'],
    ['null', null, 'must be a PKCS#8 PEM'],
  ])('refuses %s with a sentence that helps', (_, privateKey, sentence) => {
    // @ts-expect-error some are of no type that is accepted
    const message = complaintOf({ privateKey })
    expect(message).toContain(sentence)
    expect(message).not.toMatch(/geheim|Z2VoZWlt|AAAA|MIG/)
  })

  it('takes an encrypted PEM once it was decrypted', () => {
    const key = createPrivateKey({ key: ec.privateKey.export(encrypted), passphrase: 'geheim' })
    expect(make({ privateKey: key })).toBeInstanceOf(TousuClient)
  })
})

describe('decryption key', () => {
  const agreeing = generateKeyPairSync('x25519')
  const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwkOf = (key: KeyObject) => ({ kty: '', ...key.export({ format: 'jwk' }) })

  it.each([
    ['P-256', p256, 'ECDH-ES+A256KW'],
    ['X25519', agreeing, 'ECDH-ES+A256KW'],
    ['RSA', other, 'RSA-OAEP-256'],
  ])('reads %s as PEM, JWK, JSON text, KeyObject; the algorithm follows', (_, { privateKey }, algorithm) => {
    const jwk = {
      ...jwkOf(privateKey),
      use: 'enc',
      alg: algorithm,
      kid: 'e1',
      key_ops: ['deriveBits', 'decrypt'],
    }
    for (const input of [pem(privateKey), jwk, JSON.stringify(jwk), privateKey]) {
      expect(readDecryptionKey(input, ec.privateKey)).toMatchObject({ algorithm })
    }
  })

  it('reads a CryptoKey that may decrypt, and no other', async () => {
    const { subtle } = webcrypto
    const ecdh = { name: 'ECDH', namedCurve: 'P-256' }
    const oaep = {
      name: 'RSA-OAEP',
      hash: 'SHA-256',
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
    }
    const [derives, decrypts, unwraps, sha1] = await Promise.all([
      subtle.generateKey(ecdh, false, ['deriveBits']),
      subtle.generateKey(oaep, false, ['decrypt', 'encrypt']),
      subtle.generateKey(oaep, false, ['unwrapKey', 'wrapKey']),
      subtle.generateKey({ ...oaep, hash: 'SHA-1' }, false, ['decrypt', 'encrypt']),
    ])
    expect(readDecryptionKey(derives.privateKey, undefined).algorithm).toBe('ECDH-ES+A256KW')
    expect(readDecryptionKey(decrypts.privateKey, undefined).algorithm).toBe('RSA-OAEP-256')
    expect(complaintOf({ decryptionKey: derives.publicKey })).toContain('decryptionKey is a public key')
    expect(complaintOf({ decryptionKey: unwraps.privateKey })).toContain('may not decrypt')
    expect(complaintOf({ decryptionKey: sha1.privateKey })).toContain('import it with SHA-256')
  })

  it.each<[string, unknown, string]>([
    ['a public JWK', jwkOf(p256.publicKey), 'is a public JWK (it has no d)'],
    ['a public PEM', p256.publicKey.export({ type: 'spki', format: 'pem' }), 'is a public key'],
    ['a public KeyObject', other.publicKey, 'is a public key'],
    ['the key that signs', pem(ec.privateKey), 'is the key that signs, given as privateKey'],
    ['the key that signs, as JWK', jwkOf(ec.privateKey), 'is the key that signs, given as privateKey'],
    ['a JWK for signatures', { ...jwkOf(p256.privateKey), use: 'sig' }, 'is a JWK for signatures (use sig)'],
    ['a JWK of ES256', { ...jwkOf(p256.privateKey), alg: 'ES256' }, 'is a JWK for signatures (ES256)'],
    ['a JWK that may only sign', { ...jwkOf(p256.privateKey), key_ops: ['sign'] }, 'key_ops do not let it'],
    [
      'a JWK of another algorithm',
      { ...jwkOf(p256.privateKey), alg: 'ECDH-ES' },
      'is a JWK for ECDH-ES, but',
    ],
    ['Ed25519', ed.privateKey, 'is a ed25519 key, which only signs'],
    ['RSASSA-PSS', generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).privateKey, 'which only signs'],
    ['RSA of 1024 bits', generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey, 'at least 2048'],
    ['P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey, 'is a secp384r1 key: use P-256'],
    ['X448', generateKeyPairSync('x448').privateKey, 'is a x448 key: use P-256'],
    ['a symmetric JWK', { kty: 'oct', k: 'Z2VoZWlt' }, 'is a symmetric JWK'],
    ['nothing', '', 'is missing'],
    ['null', null, 'must be a PKCS#8 PEM'],
  ])('refuses %s with a sentence that helps', (_, decryptionKey, sentence) => {
    // @ts-expect-error some are of no type that is accepted
    const message = complaintOf({ decryptionKey })
    expect(message).toContain(`decryptionKey ${sentence.startsWith('is') ? sentence : ''}`)
    expect(message).toContain(sentence)
    expect(message).not.toMatch(/Z2VoZWlt|MIG/)
  })
})

describe('what is shown of a client', () => {
  it('is the base URL and the client id, whatever prints it', () => {
    const jwk = { kty: '', ...ec.privateKey.export({ format: 'jwk' }) }
    const decryptionKey = {
      ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
      kty: 'EC',
    }
    const clients = [
      make({ privateKey: jwk, decryptionKey }),
      make({ privateKey: undefined, clientSecret: 'geheim-42' }),
    ]
    for (const client of clients) {
      const shown = [
        inspect(client, { depth: 10, showHidden: true }),
        JSON.stringify(client),
        inspect(client.complaints, { depth: 10, showHidden: true }),
        inspect({ client }, { depth: 10 }),
        inspect(client, { customInspect: false, depth: 10, showHidden: true }),
      ].join()
      expect(shown).toContain('cli_1')
      expect(shown).not.toContain('geheim-42')
      expect(shown).not.toContain(String(jwk.d))
      expect(shown).not.toContain(String(decryptionKey.d))
    }
  })
})

it('has the version of package.json', () => {
  expect(version).toBe(manifest.version)
})
