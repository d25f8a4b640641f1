/** Deliveries as Standard Webhooks 1.0 has them: ids, signatures, secrets, keys. */
import { parseEvent } from '../../contract/event.js'
import { jwks } from '../../contract/oauth.js'
import { fromJwk } from '../../webhooks/key-pair.js'
import { acknowledge, eventsAfter, final, headOf, respond } from '../acts.js'
import type { Case } from '../case.js'
import { check, checkEqual, checkPointer, read } from '../check.js'
import { checkSigned, isOf, isSigned, ping, rotate, section } from './deliveries-seen.js'

export const webhookCases: readonly Case[] = [
  {
    id: 'webhooks.signature',
    title: 'A delivery is signed over its id, its time and its bytes, by HMAC and Ed25519',
    clause: section('signed bytes id.timestamp.body (Standard Webhooks 1.0)'),
    needs: ['receive', 'file'],
    async run({ file, openEndpoint }) {
      const { endpoint, inbox } = await openEndpoint({ content: 'full' })
      const { id } = await file()
      const delivery = await inbox.wait('complaint.assigned', isOf('complaint.assigned', id))
      await checkSigned('v1 of a delivery', delivery, { secrets: endpoint.secret })
      await checkSigned('v1a of a delivery', delivery, { publicKeys: endpoint.publicKey })
      const type = delivery.headers['content-type'] ?? ''
      check('Content-Type of a delivery', /^application\/json\b/i.test(type), 'application/json', type)
    },
  },
  {
    id: 'webhooks.id',
    title: 'webhook-id is the event’s id, and the event is that of the feed',
    clause: section('webhook-id is the event’s id on every attempt'),
    needs: ['receive', 'file'],
    async run({ company, file, openEndpoint }) {
      const head = await headOf(company)
      const { inbox } = await openEndpoint()
      const { id } = await file()
      const { headers, json } = await inbox.wait('complaint.assigned', isOf('complaint.assigned', id))
      const [event] = await eventsAfter(company, head)
      checkEqual('webhook-id', headers['webhook-id'], event?.id)
      const delivered = JSON.stringify(parseEvent(json))
      check('The delivered event', delivered === JSON.stringify(event), 'that of the feed', 'another')
    },
  },
  {
    id: 'webhooks.every-event',
    title: 'Every event is delivered, and none twice when it is taken',
    clause: section('2xx is success'),
    needs: ['receive', 'file', 'advance'],
    async run({ company, file, openEndpoint, settle }) {
      const head = await headOf(company)
      const { inbox } = await openEndpoint()
      const { id } = await file()
      await acknowledge(company, id)
      await respond(company, id, final)
      await settle()
      const delivered = inbox.seen.map(({ headers }) => headers['webhook-id'] ?? '').sort()
      const events = (await eventsAfter(company, head)).map((event) => event.id).sort()
      checkEqual('Delivered events', delivered, events)
    },
  },
  {
    id: 'webhooks.keys',
    title: 'The endpoint’s keys are published without a token, and are its own',
    clause: section('a key of the endpoint’s own, published'),
    needs: ['receive'],
    async run({ call, openEndpoint }) {
      const { endpoint } = await openEndpoint()
      const keys = read(await call('GET', `/v1/webhook-endpoints/${endpoint.id}/jwks.json`), jwks).keys
      const published = keys.map((key) => fromJwk(key))
      check(
        'Published keys',
        published.includes(endpoint.publicKey),
        'the endpoint’s publicKey',
        published.length,
      )
      const others = await Promise.all(
        ['/.well-known/jwks.json', '/.well-known/receipt-keys.json'].map(
          async (path) => read(await call('GET', path), jwks).keys,
        ),
      )
      const shared = others.flat().filter((key) => keys.some(({ x }) => x === key.x))
      checkEqual('Keys shared with tokens or receipts', shared.length, 0)
    },
  },
  {
    id: 'webhooks.rotation',
    title: 'After a rotation both secrets sign until the overlap ends',
    clause: section('v1, one entry for each live secret'),
    needs: ['receive'],
    async run({ company, openEndpoint }) {
      const { endpoint, inbox } = await openEndpoint()
      const secret = await rotate(company, endpoint.id, { overlapSeconds: 3_600 })
      check('The new secret', secret !== endpoint.secret, 'another than the former', 'the same')
      const delivery = await ping(company, endpoint.id, inbox)
      await checkSigned('v1 of the new secret', delivery, { secrets: secret })
      await checkSigned('v1 of the former secret', delivery, { secrets: endpoint.secret })
    },
  },
  {
    id: 'webhooks.rotation-at-once',
    title: 'Without overlap the former secret ends at once, and a given one is used',
    clause: 'Routes: A new secret; the former one goes on signing for a while',
    needs: ['receive'],
    async run({ company, openEndpoint }) {
      const { endpoint, inbox } = await openEndpoint()
      const own = `whsec_${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64')}`
      checkEqual(
        'secret',
        (await rotate(company, endpoint.id, { overlapSeconds: 0, secret: own })) === own,
        true,
      )
      const delivery = await ping(company, endpoint.id, inbox)
      await checkSigned('v1 of the given secret', delivery, { secrets: own })
      const lives = await isSigned(delivery, { secrets: endpoint.secret })
      check('v1 of the former secret', !lives, 'none', 'one that verifies')
      const wrong = { overlapSeconds: 0, secret: 'whsec_c2hvcnQ=' }
      const path = `/v1/webhook-endpoints/${endpoint.id}/secret-rotation`
      checkPointer(await company.call('POST', path, { body: wrong }), '/secret')
    },
  },
  {
    id: 'webhooks.rotation-ends',
    title: 'After the overlap the former secret signs no more',
    clause: 'Routes: A new secret; the former one goes on signing for a while',
    needs: ['receive', 'advance'],
    async run({ company, openEndpoint, advance }) {
      const { endpoint, inbox } = await openEndpoint()
      const secret = await rotate(company, endpoint.id, { overlapSeconds: 3_600 })
      await advance({ seconds: 3_601 })
      const delivery = await ping(company, endpoint.id, inbox)
      await checkSigned('v1 of the new secret', delivery, { secrets: secret })
      const lives = await isSigned(delivery, { secrets: endpoint.secret })
      check('v1 of the former secret after its overlap', !lives, 'none', 'one that verifies')
    },
  },
]
