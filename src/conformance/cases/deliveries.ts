/** Deliveries that are not taken: repeated by the schedule, put off, given up. */
import { webhookEndpoint } from '../../contract/webhook-endpoint.js'
import { eventsAfter, headOf } from '../acts.js'
import { member } from '../answer.js'
import type { Case } from '../case.js'
import { check, checkEqual, present, read } from '../check.js'
import { checkSigned, ping, section } from './deliveries-seen.js'

/** Seconds before the 2nd, 3rd … attempt; jitter may add a tenth. */
const pauses = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]
const jitter = 1.1

export const deliveryCases: readonly Case[] = [
  {
    id: 'deliveries.repeat',
    title: 'What was not taken is repeated: the same id, the same bytes, signed anew',
    clause: section('webhook-id is the event’s id on every attempt'),
    needs: ['receive', 'advance'],
    async run({ company, openEndpoint, advance }) {
      const { endpoint, inbox } = await openEndpoint({ eventTypes: ['endpoint.ping'] })
      inbox.answerWith(() => new Response(null, { status: 500 }))
      const first = await ping(company, endpoint.id, inbox)
      inbox.answerWith(() => new Response(null, { status: 204 }))
      await advance({ seconds: 6 })
      checkEqual('Attempts after 6 s', inbox.seen.length, 2)
      const second = present('The second attempt', inbox.seen[1])
      checkEqual('webhook-id of the repeat', second.headers['webhook-id'], first.headers['webhook-id'])
      const same = Buffer.from(second.body).equals(Buffer.from(first.body))
      check('Bytes of the repeat', same, 'the same', 'others')
      await checkSigned('v1 of the repeat', second, { secrets: endpoint.secret })
      await advance({ hours: 1 })
      checkEqual('Attempts after it was taken', inbox.seen.length, 2)
    },
  },
  {
    id: 'deliveries.redirects',
    title: '3xx is failure, and is not followed',
    clause: section('3xx is failure'),
    needs: ['receive', 'advance'],
    async run({ company, openEndpoint, advance, settle }) {
      const { endpoint, inbox } = await openEndpoint({ eventTypes: ['endpoint.ping'] })
      inbox.answerWith(() => new Response(null, { status: 307, headers: { location: endpoint.url } }))
      await ping(company, endpoint.id, inbox)
      await settle()
      checkEqual('Attempts at once', inbox.seen.length, 1)
      await advance({ seconds: 6 })
      checkEqual('Attempts after 6 s', inbox.seen.length, 2)
    },
  },
  {
    id: 'deliveries.retry-after',
    title: 'Retry-After puts the next attempt off',
    clause: section('429, 502, 503 and 504 may delay the next attempt'),
    needs: ['receive', 'advance'],
    async run({ company, openEndpoint, advance }) {
      const { endpoint, inbox } = await openEndpoint({ eventTypes: ['endpoint.ping'] })
      inbox.answerWith(() => new Response(null, { status: 503, headers: { 'retry-after': '3600' } }))
      await ping(company, endpoint.id, inbox)
      await advance({ seconds: 3_500 })
      checkEqual('Attempts before Retry-After', inbox.seen.length, 1)
      await advance({ seconds: 200 })
      checkEqual('Attempts after Retry-After', inbox.seen.length, 2)
    },
  },
  {
    id: 'deliveries.gone',
    title: '410 disables the endpoint, and the feed tells',
    clause: section('410 disables the endpoint'),
    needs: ['receive', 'advance'],
    async run({ company, openEndpoint, settle }) {
      const head = await headOf(company)
      const { endpoint, inbox } = await openEndpoint({ eventTypes: ['endpoint.ping'] })
      inbox.answerWith(() => new Response(null, { status: 410 }))
      await ping(company, endpoint.id, inbox)
      await settle()
      const { status } = read(
        await company.call('GET', `/v1/webhook-endpoints/${endpoint.id}`),
        webhookEndpoint,
      )
      checkEqual('status after 410', status, 'disabled')
      const told = await eventsAfter(company, head, 'types=endpoint.disabled')
      checkEqual(
        'endpoint.disabled in the feed',
        told.map(({ data }) => member(data, 'endpointId')),
        [endpoint.id],
      )
    },
  },
  {
    id: 'deliveries.schedule',
    title: 'Ten attempts over three days, at the times of the schedule, then no more',
    clause: section('retries follow after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h'),
    needs: ['receive', 'advance'],
    async run({ company, openEndpoint, advance }) {
      const { endpoint, inbox } = await openEndpoint({ eventTypes: ['endpoint.ping'] })
      inbox.answerWith(() => new Response(null, { status: 500 }))
      await ping(company, endpoint.id, inbox)
      // Looked at in steps: an attempt was made at most one step before it is seen.
      let lastStep = 0
      for (const [index, pause] of pauses.entries()) {
        const step = Math.max(1, Math.round(pause / 20))
        let waited = 0
        while (inbox.seen.length < index + 2 && waited <= pause * jitter + step) {
          await advance({ seconds: step })
          waited += step
        }
        checkEqual(`Attempts ${waited} s after attempt ${index + 1}`, inbox.seen.length, index + 2)
        check(`Pause before attempt ${index + 2}`, waited >= pause - lastStep, `${pause} s or more`, waited)
        lastStep = step
      }
      await advance({ hours: 30 })
      checkEqual('Attempts in all', inbox.seen.length, pauses.length + 1)
    },
  },
]
