/** Contact disclosures: sealed for the company, signed, logged, limited, and of no reporter. */
import type { JWK } from 'jose'
import { complaint, historyEntry } from '../../contract/complaint.js'
import {
  contactDisclosure,
  contactDisclosureLog,
  disclosurePayload,
  disclosureType,
} from '../../contract/disclosure.js'
import { jwks, serverMetadata } from '../../contract/oauth.js'
import { readable } from '../../contract/shapes.js'
import { retrieve } from '../acts.js'
import type { Case } from '../case.js'
import { Broken, Skipped } from '../case.js'
import { check, checkEqual, checkPointer, checkProblem, present, read, readValue } from '../check.js'
import type { CallOptions, Company } from '../company.js'
import type { Context } from '../context.js'

const clause = (rule: string) => `Requests and disclosures: ${rule}`
const wanted = { fields: ['name', 'phone'], purpose: 'contact' }
const log = '/v1/contact-disclosures'
/** Asked for one after the other, until there are no more. */
const mostInADay = 500

async function ask(company: Company, id: string, body: unknown, options: CallOptions = {}) {
  const token = await company.token('contacts:disclose')
  return company.call('POST', `/v1/complaints/${id}/contact-disclosures`, { token, body, ...options })
}

const readLog = async (company: Company, query: string) =>
  read(
    await company.call('GET', `${log}?${query}`, { token: await company.token('contacts:disclose') }),
    contactDisclosureLog,
  )

/** The JWS inside, opened with the company's key. @throws Broken */
async function open({ company }: Context, jwe: string): Promise<string> {
  const { compactDecrypt, importJWK } = await import('jose')
  const given = present('decryptionKey', company.credentials.decryptionKey)
  const jwk: JWK = { ...given, kty: given.kty }
  const alg = given.kty === 'RSA' ? 'RSA-OAEP-256' : 'ECDH-ES+A256KW'
  const opened = await compactDecrypt(jwe, await importJWK(jwk, alg)).catch(() => {
    throw new Broken('The JWE', 'one that the company’s key opens', 'another')
  })
  const { alg: sealedWith, enc, zip } = opened.protectedHeader
  checkEqual('alg, enc, zip of the JWE', [sealedWith, enc, zip], [alg, 'A256GCM', null])
  return new TextDecoder().decode(opened.plaintext)
}

/** What the JWS says, by a published key of receipts. @throws Broken */
async function verify({ call }: Context, jws: string) {
  const { compactVerify, createLocalJWKSet, decodeProtectedHeader } = await import('jose')
  checkEqual('typ of the JWS', decodeProtectedHeader(jws).typ, disclosureType)
  const { keys } = read(await call('GET', '/.well-known/receipt-keys.json'), jwks)
  const set = createLocalJWKSet({ keys: keys.map((key) => ({ ...key })) })
  const { payload } = await compactVerify(jws, set).catch(() => {
    throw new Broken('The JWS', 'one that a key of receipts verifies', 'another')
  })
  return readValue('The JWS', JSON.parse(new TextDecoder().decode(payload)), disclosurePayload)
}

export const disclosureCases: readonly Case[] = [
  {
    id: 'disclosures.sealed',
    title:
      'A disclosure is a JWE for the company’s key, with a signed JWS inside, of what was asked for alone',
    clause: clause('a JWE (RFC 7516), inside a JWS of type tousu-disclosure+jws'),
    needs: ['file', 'decryption key'],
    async run(context) {
      const { company, call, file } = context
      const { id, complainant } = await file()
      const { disclosureId, jwe } = read(await ask(company, id, wanted), contactDisclosure, 201)
      const payload = await verify(context, await open(context, jwe))
      const { issuer } = read(await call('GET', '/.well-known/oauth-authorization-server'), serverMetadata)
      checkEqual(
        'iss, aud, complaintId, disclosureId, purpose',
        [payload.iss, payload.aud, payload.complaintId, payload.disclosureId, payload.purpose],
        [issuer, company.clientId, id, disclosureId, wanted.purpose],
      )
      const lifeSeconds = payload.exp - Date.now() / 1_000
      check('exp', lifeSeconds > 0 && lifeSeconds <= 600, 'at most 10 minutes ahead', Math.round(lifeSeconds))
      checkEqual('Members of fields', Object.keys(payload.fields).sort(), [...wanted.fields].sort())
      const { phone = '' } = payload.fields
      const head = complainant?.phone?.replace(/\*+$/, '') ?? ''
      check('phone', /^\d+$/.test(phone) && phone.startsWith(head), 'what the mask hides', 'another')
    },
  },
  {
    id: 'disclosures.log',
    title:
      'Every disclosure is logged with who, when and what for, without values, and stands in the history',
    clause: clause('every disclosure is logged at /v1/contact-disclosures'),
    needs: ['file', 'decryption key'],
    async run({ company, file }) {
      const { id, revision } = await file()
      const disclose = async (body: object, actor: string) =>
        read(await ask(company, id, body, { headers: { 'tousu-actor': actor } }), contactDisclosure, 201)
      const first = await disclose(wanted, 'staff-7')
      const note = '核对实名账号归属'
      const second = await disclose({ fields: ['idNumber'], purpose: 'verify_identity', note }, 'staff-8')
      const { items } = await readLog(company, `after=${first.disclosureId}`)
      const members = items.map((entry) => [
        entry.id,
        entry.complaintId,
        entry.actor,
        entry.fields,
        entry.note,
      ])
      checkEqual('Entries after the first', members, [
        [second.disclosureId, id, 'staff-8', ['idNumber'], note],
      ])
      const [entry] = items
      checkEqual(
        'Values in the log',
        /\d{11}/.test(JSON.stringify({ ...entry, id: '', complaintId: '' })),
        false,
      )
      const history = read(
        await company.call('GET', `/v1/complaints/${id}/history`),
        readable({ items: historyEntry.array() }),
      )
      const acts = history.items.filter(({ act }) => act === 'contact_disclosed')
      checkEqual(
        'Actors in the history',
        acts.map(({ actor }) => actor),
        ['staff-7', 'staff-8'],
      )
      checkEqual('revision after disclosures', (await retrieve(company, id)).revision, revision)
    },
  },
  {
    id: 'disclosures.scope',
    title: 'A token without a named scope discloses nothing',
    clause: 'Authentication: all scopes that are registered but contacts:disclose',
    needs: ['file', 'decryption key'],
    async run({ company, file }) {
      const { id } = await file()
      const token = await company.token()
      checkProblem(await ask(company, id, wanted, { token }), 'insufficient_scope')
      checkProblem(await company.call('GET', log), 'insufficient_scope')
    },
  },
  {
    id: 'disclosures.rules',
    title: 'The ID number is disclosed to verify identity alone, with a note',
    clause: clause('the ID number is given for verify_identity alone, with a note'),
    needs: ['file', 'decryption key'],
    async run({ company, file }) {
      const { id } = await file()
      const idNumber = { fields: ['idNumber'], note: '核对实名账号归属' }
      for (const [pointer, body] of [
        ['/fields', { ...idNumber, purpose: 'contact' }],
        ['/note', { fields: ['idNumber'], purpose: 'verify_identity' }],
        ['/purpose', { ...wanted, purpose: 'curiosity' }],
        ['/fields', { ...wanted, fields: [] }],
      ] as const) {
        checkPointer(await ask(company, id, body), pointer)
      }
    },
  },
  {
    id: 'disclosures.reporter',
    title: 'A report has no person, no account and no deadline, and discloses nobody',
    clause: clause('of a reporter nothing is disclosed (reporter_protected)'),
    needs: ['file', 'decryption key'],
    async run({ company, file }) {
      const report = await file({ kind: 'report' })
      checkEqual('kind', report.kind, 'report')
      checkEqual(
        'complainant, accountReference, deadline',
        [report.complainant, report.accountReference, report.deadline],
        [null, null, null],
      )
      checkProblem(await ask(company, report.id, wanted), 'reporter_protected')
    },
  },
  {
    id: 'disclosures.limit',
    title: 'So many a day: then they are refused, allowedActions says so, and the next day begins anew',
    clause: clause('so many a day (limit_reached)'),
    needs: ['file', 'advance', 'decryption key'],
    async run({ company, file, advance }) {
      const { id } = await file()
      const isRefused = async () => {
        const answer = await ask(company, id, wanted)
        if (answer.status === 201) return false
        checkProblem(answer, 'limit_reached')
        return true
      }
      for (let asked = 0; !(await isRefused()); asked += 1) {
        if (asked >= mostInADay) throw new Skipped(`more than ${mostInADay} disclosures a day are allowed`)
      }
      const reason = async () => {
        const { allowedActions } = read(await company.call('GET', `/v1/complaints/${id}`), complaint)
        return allowedActions.find(({ action }) => action === 'disclose_contact')?.reason
      }
      checkEqual('Reason against a disclosure', await reason(), 'limit_reached')
      await advance({ days: 1 })
      checkEqual('Reason on the next day', await reason(), null)
      checkEqual('Refused on the next day', await isRefused(), false)
    },
  },
]
