/** The feed: complete, in order, and as it was then. */
import { acknowledge, eventsAfter, final, headOf, interim, readFeed, respond } from '../acts.js'
import { member } from '../answer.js'
import type { Case } from '../case.js'
import { check, checkEqual, checkProblem } from '../check.js'

type Feed = Awaited<ReturnType<typeof eventsAfter>>

const complaintOf = (event: Feed[number] | undefined) => member(event?.data, 'complaint')
/** Members of a complaint that are free text or tell of the person. */
const personal = ['title', 'description', 'demand', 'place', 'complainant', 'accountReference', 'evidence']

/** Days for which the feed reaches back. */
const keptDays = 400

/** This moves domain time by more than a year. */
export const keptEventCases: readonly Case[] = [
  {
    id: 'events.kept',
    title:
      'The feed reaches back 400 days; before that it is 410, and without after it begins with the first one kept',
    clause: 'Routes: it reaches back 400 days; before that it is 410 cursor_expired',
    needs: ['file', 'advance'],
    async run({ company, file, advance }) {
      const head = await headOf(company)
      await file()
      const [event] = await eventsAfter(company, head)
      await advance({ days: keptDays - 1, hours: 23 })
      const [first] = (await readFeed(company, `after=${head}&limit=1`)).items
      checkEqual('The first event after nearly 400 days', first?.id, event?.id)
      await advance({ hours: 2 })
      checkProblem(await company.call('GET', `/v1/events?after=${head}`), 'cursor_expired')
      const kept = await readFeed(company, 'limit=100')
      const isThere = kept.items.some((each) => each.id === event?.id)
      check('The feed from its beginning', !isThere, 'without what is older than 400 days', 'with it')
    },
  },
]

export const eventCases: readonly Case[] = [
  {
    id: 'events.sequence',
    title: 'sequence has no gap for the company, complaintSequence none for the complaint',
    clause: 'Events and webhooks: sequence has no gap',
    needs: ['file'],
    async run({ company, file }) {
      const head = await headOf(company)
      const { id } = await file()
      await acknowledge(company, id)
      await file()
      await respond(company, id, interim)
      await respond(company, id, final)
      const events = await eventsAfter(company, head)
      checkEqual(
        'Types of the events',
        events.map(({ type }) => type),
        [
          'complaint.assigned',
          'complaint.acknowledged',
          'complaint.assigned',
          'complaint.responded',
          'complaint.responded',
        ],
      )
      const first = member(events[0], 'sequence')
      check('sequence', typeof first === 'number', 'a number', first)
      checkEqual(
        'sequence',
        events.map((event) => member(event, 'sequence')),
        events.map((_, index) => first + index),
      )
      const own = events.filter((event) => member(complaintOf(event), 'id') === id)
      checkEqual(
        'complaintSequence',
        own.map((event) => member(event, 'complaintSequence')),
        [1, 2, 3, 4],
      )
      checkEqual('Number of different ids', new Set(events.map((event) => event.id)).size, events.length)
    },
  },
  {
    id: 'events.latest',
    title: 'after=latest gives the head and no items; what follows is new',
    clause: 'Routes: after=latest gives its head and no items',
    needs: ['file'],
    async run({ company, file }) {
      await file()
      const latest = await readFeed(company, 'after=latest')
      checkEqual('Items of after=latest', latest.items.length, 0)
      checkEqual('hasMore of after=latest', latest.hasMore, false)
      checkEqual('Events after the head', (await eventsAfter(company, latest.nextAfter)).length, 0)
      const { id } = await file()
      const [event] = await eventsAfter(company, latest.nextAfter)
      checkEqual('The first event after the head', member(complaintOf(event), 'id'), id)
    },
  },
  {
    id: 'events.pages',
    title: 'Pages of the feed hold every event once, and hasMore tells of more',
    clause: 'Routes: items, nextAfter, hasMore',
    needs: ['file'],
    async run({ company, file }) {
      const head = await headOf(company)
      for (let count = 0; count < 3; count += 1) await file()
      const whole = await readFeed(company, `after=${head}&limit=100`)
      const [first, second, third] = whole.items
      const one = await readFeed(company, `after=${head}&limit=1`)
      checkEqual(
        'First page of one',
        [one.items[0]?.id, one.hasMore, one.nextAfter],
        [first?.id, true, first?.id],
      )
      const two = await readFeed(company, `after=${one.nextAfter}&limit=2`)
      checkEqual(
        'Second page',
        [two.items.map(({ id }) => id), two.hasMore],
        [[second?.id, third?.id], false],
      )
      const end = await readFeed(company, `after=${two.nextAfter}`)
      checkEqual('After the last', [end.items.length, end.hasMore, end.nextAfter], [0, false, two.nextAfter])
    },
  },
  {
    id: 'events.types',
    title: 'With types, nextAfter is the last event that was looked at',
    clause: 'Routes: nextAfter is the last scanned',
    needs: ['file'],
    async run({ company, file }) {
      const head = await headOf(company)
      const { id } = await file()
      await acknowledge(company, id)
      await respond(company, id, final)
      const feed = await readFeed(company, `after=${head}&types=complaint.acknowledged,complaint.closed`)
      checkEqual(
        'Types of the feed',
        feed.items.map(({ type }) => type),
        ['complaint.acknowledged'],
      )
      checkEqual('nextAfter', feed.nextAfter, await headOf(company))
      checkProblem(await company.call('GET', '/v1/events?types=complaint.exploded'), 'validation_failed')
    },
  },
  {
    id: 'events.as-then',
    title: 'An event shows the complaint as it was then',
    clause: 'Events and webhooks: data.complaint',
    needs: ['file'],
    async run({ company, file }) {
      const head = await headOf(company)
      const { id, revision } = await file()
      await respond(company, id, final)
      const [assigned] = await eventsAfter(company, head)
      const then = complaintOf(assigned)
      checkEqual(
        'status and revision of complaint.assigned',
        [member(then, 'status'), member(then, 'revision')],
        ['assigned', revision],
      )
    },
  },
  {
    id: 'events.content',
    title: 'A summary has no free text and no person; content=full has both',
    clause: 'Events and webhooks: content summary',
    needs: ['file'],
    async run({ company, file }) {
      const head = await headOf(company)
      const filed = await file()
      const members = async (query: string) => {
        const [event] = await eventsAfter(company, head, query)
        return personal.filter((name) => member(complaintOf(event), name) !== undefined)
      }
      checkEqual('Personal members of a summary', await members(''), [])
      checkEqual('Personal members of full content', await members('content=full'), personal)
      const [event] = await eventsAfter(company, head, 'content=full')
      const same = member(complaintOf(event), 'description') === filed.description
      check('description in full content', same, 'the complaint’s', 'another')
    },
  },
  {
    id: 'events.unknown-cursor',
    title: 'after takes an event of this company, and nothing else',
    clause: 'Errors: 400 invalid_cursor',
    needs: ['file', 'second company'],
    async run({ company, other, file }) {
      await file({ company: 1 })
      const theirs = await headOf(other)
      for (const after of ['made-up', 'evt_01980000000070008000000000000000', theirs]) {
        checkProblem(await company.call('GET', `/v1/events?after=${after}`), 'invalid_cursor')
      }
    },
  },
]
