import { CompactEncrypt, compactDecrypt, importJWK } from 'jose'
import { contactDisclosure } from '../../../src/contract/index.js'
import {
  afterwards,
  before,
  editBody,
  isCall,
  type Mutant,
  type Plain,
  type Reply,
  type Wrapper,
} from './mutant.js'

const isDisclosure = (request: Plain) => isCall(request, 'POST', /\/contact-disclosures$/)

/** Changes what is asked for. */
const asking = (member: string, change: (value: unknown, text: string) => unknown) =>
  before((request) => {
    const text = request.body.toString()
    if (isDisclosure(request))
      editBody(request, (name, value) => (name === member ? change(value, text) : value))
  })

/** Opens a disclosure as its company can, and seals another one. */
function sealedAnew(change: (jws: string) => string, enc = 'A256GCM'): () => Wrapper {
  return () =>
    async (request, next, { enterprise: { decryptionKey } }) => {
      const reply = await next(request)
      if (!isDisclosure(request) || reply.status !== 201) return reply
      const disclosure = contactDisclosure.parse(JSON.parse(reply.body.toString()))
      const { d: _, ...publicKey } = decryptionKey
      const alg = 'ECDH-ES+A256KW'
      const { plaintext } = await compactDecrypt(disclosure.jwe, await importJWK(decryptionKey, alg))
      const jws = change(new TextDecoder().decode(plaintext))
      const jwe = await new CompactEncrypt(new TextEncoder().encode(jws))
        .setProtectedHeader({ alg, enc })
        .encrypt(await importJWK(publicKey, alg))
      return { ...reply, body: Buffer.from(JSON.stringify({ ...disclosure, jwe })) }
    }
}

export const disclosureMutants: readonly Mutant[] = [
  {
    name: 'discloses more than was asked for',
    caught: ['disclosures.sealed'],
    wrap: asking('fields', (value, text) =>
      Array.isArray(value) && text.includes('"phone"') ? [...value, 'accountReference'] : value,
    ),
  },
  {
    name: 'seals with a cipher that the contract does not name',
    caught: ['disclosures.sealed'],
    wrap: sealedAnew((jws) => jws, 'A128GCM'),
  },
  {
    name: 'hands the values over without a signature',
    caught: ['disclosures.sealed'],
    wrap: sealedAnew((jws) => jws.replace(/[^.]+$/, 'A'.repeat(86))),
  },
  {
    name: 'gives a disclosure the type of a receipt',
    caught: ['disclosures.sealed'],
    wrap: sealedAnew((jws) => {
      const [header = '', ...rest] = jws.split('.')
      const { alg, kid } = JSON.parse(Buffer.from(header, 'base64url').toString())
      const typed = JSON.stringify({ alg, kid, typ: 'tousu-receipt+jws' })
      return [Buffer.from(typed).toString('base64url'), ...rest].join('.')
    }),
  },
  {
    name: 'forgets who asked for a contact',
    caught: ['disclosures.log'],
    wrap: afterwards(
      'actor',
      () => null,
      (request) => isCall(request, 'GET', /\/contact-disclosures$/),
    ),
  },
  {
    name: 'discloses ID numbers for any purpose',
    caught: ['disclosures.rules'],
    wrap: asking('purpose', (value, text) => (text.includes('idNumber') ? 'verify_identity' : value)),
  },
  {
    name: 'shows who reports',
    caught: ['disclosures.reporter'],
    wrap: () => async (request, next) => {
      const reply = await next(request)
      const text = reply.body.toString()
      if (isCall(request, 'GET', /^\/v1\/complaints\/[^/]+$/) && text.includes('"kind":"report"'))
        reply.body = Buffer.from(text.replace('"accountReference":null', '"accountReference":"u****"'))
      return reply
    },
  },
  {
    name: 'never discloses again once a day’s number is used up',
    caught: ['disclosures.limit'],
    wrap: () => {
      let refused: Reply | undefined
      return async (request, next) => {
        if (!isDisclosure(request)) return next(request)
        const reply = refused ?? (await next(request))
        if (reply.body.toString().includes('"limit_reached"')) refused = reply
        return reply
      }
    },
  },
]
