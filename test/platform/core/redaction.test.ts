import { describe, expect, it } from 'vitest'
import { appeal } from '../../../src/platform/acts/appeal.js'
import { discloseContact } from '../../../src/platform/acts/disclose.js'
import { rate } from '../../../src/platform/acts/rate.js'
import { redact } from '../../../src/platform/acts/redact.js'
import { respond } from '../../../src/platform/acts/respond.js'
import { supplement } from '../../../src/platform/acts/supplement.js'
import { complaintView } from '../../../src/platform/complaint-view.js'
import { readFeed } from '../../../src/platform/event-feed.js'
import { answer, openScene } from '../deliveries/setup.js'
import { answering, createCore, fileOne, finalAnswer, join, snapshot, typesOf } from './setup.js'

const words =
  /张小明|000000199001010018|10012345678|会员到期后|退还|zhang-1990|一直没有退款|不满意|截图|浙江|杭州/

function open() {
  const core = createCore()
  const enterprise = join(core)
  const record = fileOne(core, enterprise, {
    province: '浙江',
    city: '杭州',
    place: '杭州',
    occurredAt: null,
  })
  const data = Buffer.from('截图')
  const evidence = [{ name: '张小明.txt', contentType: 'text/plain', data }]
  supplement(core, record, { text: '一直没有退款。', evidence })
  return { core, enterprise, record }
}

describe('redaction', () => {
  it('makes what the person wrote and who it is null, and leaves the state as it is', () => {
    const { core, enterprise, record } = open()
    redact(core, record, 'person')
    expect(complaintView(core, record)).toMatchObject({
      status: 'assigned',
      title: null,
      description: null,
      demand: null,
      place: null,
      complainant: null,
      accountReference: null,
      otherChannels: [],
      supplements: [{ text: null }],
      evidence: [{ name: 'evidence-1.txt', size: 0 }],
      deadline: { dueDate: '2026-10-15' },
    })
    expect(JSON.stringify(record)).not.toMatch(words)
    expect(typesOf(enterprise).at(-1)).toBe('complaint.redacted')
  })

  it('comes by itself when the retention ends, unless an appeal has reopened the complaint', async () => {
    const core = createCore(undefined, { retentionDays: 10, ratingDays: 1, appealDays: 5 })
    const enterprise = join(core)
    const [kept, reopened] = [fileOne(core, enterprise), fileOne(core, enterprise)]
    for (const record of [kept, reopened]) {
      respond(core, record, finalAnswer, answering)
      rate(core, record, { score: 2, solved: false })
    }
    await core.clock.advance({ days: 5 })
    appeal(core, reopened)
    await core.clock.advance({ days: 5 })
    expect([kept.redactedAt, reopened.redactedAt]).toEqual([core.clock.now(), null])
    expect(typesOf(enterprise)).toContain('complaint.redacted')
    expect(kept.history.at(-1)).toMatchObject({ act: 'redacted', role: 'system' })
  })

  it('leaves summaries in the feed, of all that was told before', () => {
    const { core, enterprise, record } = open()
    expect(JSON.stringify(readFeed(core, enterprise, { content: 'full' }))).toMatch(words)
    redact(core, record, 'person')
    const items = readFeed(core, enterprise, { content: 'full' }).items
    expect(JSON.stringify(items)).not.toMatch(words)
    expect(items).toHaveLength(3)
    expect(items[0]).toMatchObject({
      type: 'complaint.assigned',
      data: { complaint: { status: 'assigned' } },
    })
  })

  it('erases the comment of a round that an appeal has ended, too', () => {
    const { core, record } = open()
    respond(core, record, finalAnswer, answering)
    rate(core, record, { score: 1, solved: false, comment: '不满意' })
    appeal(core, record)
    redact(core, record, 'person')
    expect(JSON.stringify(record)).not.toMatch(words)
    expect(record.endedRounds[0]?.rating).toMatchObject({ score: 1, comment: null })
  })

  it('refuses disclosure, supplement and appeal from then on, and lets the company answer', () => {
    const { core, enterprise, record } = open()
    redact(core, record, 'person')
    const disclose = () =>
      discloseContact(core, enterprise, record, { fields: ['name'], purpose: 'contact' }, null)
    expect(disclose).toThrow('consent_withdrawn')
    expect(() => supplement(core, record, { text: '再补充一点。', evidence: [] })).toThrow(
      'consent_withdrawn',
    )
    respond(core, record, finalAnswer, answering)
    expect(() => appeal(core, record)).toThrow('consent_withdrawn')
  })

  it('done again changes nothing; by the end of retention it raises no revision', () => {
    const { core, record } = open()
    const { revision } = record
    redact(core, record, 'system')
    expect(record.revision).toBe(revision)
    const before = snapshot(core)
    redact(core, record, 'person')
    expect(snapshot(core)).toBe(before)
  })

  it('lets deliveries that are repeated carry the summary', async () => {
    const scene = openScene()
    const { core, enterprise } = scene
    const { seen } = scene.connect(() => answer(503), {
      url: 'https://company.example/hooks/full',
      content: 'full',
    })
    const record = fileOne(core, enterprise)
    await scene.settle()
    expect(seen[0]?.body).toMatch(words)
    redact(core, record, 'person')
    await core.clock.advance({ hours: 1 })
    expect(seen.length).toBeGreaterThan(3)
    for (const { body } of seen.slice(1)) expect(body).not.toMatch(words)
    await scene.close()
  })
})
