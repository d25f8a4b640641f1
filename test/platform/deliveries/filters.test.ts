import { describe, expect, it } from 'vitest'
import { createTurns } from '../../../src/platform/deliveries/turns.js'
import { registerEnterprise } from '../../../src/platform/register-enterprise.js'
import { fileOne } from '../core/setup.js'
import { answer, openScene, type Seen } from './setup.js'

const typesOf = (seen: readonly Seen[]) => seen.map(({ body }) => JSON.parse(body).type)

describe('an endpoint', () => {
  it('gets all events when it names no types and no services', async () => {
    const scene = openScene()
    const { seen } = scene.connect(() => answer(204))
    scene.file()
    await scene.core.clock.advance({ workingDays: 11 })
    expect(typesOf(seen)).toEqual([
      'complaint.assigned',
      'complaint.deadline_approaching',
      'complaint.deadline_approaching',
      'complaint.overdue',
    ])
    expect(seen.map(({ body }) => JSON.parse(body).createdAt)).toEqual([
      '2026-09-24T09:00:00+08:00',
      '2026-10-12T09:00:00+08:00',
      '2026-10-14T09:00:00+08:00',
      '2026-10-16T00:00:00+08:00',
    ])
  })

  it('gets the types that it names', async () => {
    const scene = openScene()
    const { seen } = scene.connect(() => answer(204), { eventTypes: ['complaint.overdue'] })
    scene.file()
    await scene.core.clock.advance({ workingDays: 11 })
    expect(typesOf(seen)).toEqual(['complaint.overdue'])
    // It sees gaps: the sequence is that of the whole feed.
    expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ sequence: 4, complaintSequence: 4 })
  })

  it('gets complaints about the services that it names, and what is about none', async () => {
    const scene = openScene()
    const [video = '', music = ''] = scene.serviceIds
    const { seen } = scene.connect(() => answer(204), { serviceIds: [video] })
    const gone = scene.connect(() => answer(410), { serviceIds: [music] })
    scene.file(video)
    scene.file(music)
    scene.file()
    await scene.settle()
    expect(typesOf(gone.seen)).toEqual(['complaint.assigned'])
    expect(typesOf(seen)).toEqual(['complaint.assigned', 'endpoint.disabled'])
    expect(JSON.parse(seen[0]?.body ?? '').data.complaint.service.id).toBe(video)
  })

  it('never gets another company’s events', async () => {
    const scene = openScene()
    const { seen } = scene.connect(() => answer(204))
    const { id } = registerEnterprise(scene.core, { name: '另一家' })
    const other = scene.core.state.enterprises.get(id)
    if (!other) throw new Error('no company')
    fileOne(scene.core, other)
    await scene.settle()
    expect(other.events).toHaveLength(1)
    expect(seen).toEqual([])
  })

  it('that is slow holds up no other', async () => {
    const scene = openScene()
    let release = () => {}
    const slow = scene.connect(
      () =>
        new Promise((resolve) => {
          release = () => resolve(answer(204))
        }),
    )
    const quick = scene.connect(() => {
      release()
      return answer(204)
    })
    scene.file()
    await scene.settle()
    expect([...scene.deliveriesTo(slow.record), ...scene.deliveriesTo(quick.record)]).toMatchObject([
      { status: 'delivered' },
      { status: 'delivered' },
    ])
  })
})

describe('turns', () => {
  it('let so many run at once for each key, in order, also after one fails', async () => {
    const turns = createTurns(2)
    const log: string[] = []
    const work = (name: string) => async () => {
      log.push(`${name} begins`)
      await new Promise((resolve) => setImmediate(resolve))
      log.push(`${name} ends`)
      if (name === 'a1') throw new Error('a1 failed')
      return name
    }
    const results = await Promise.allSettled([
      turns.take('a', work('a1')),
      turns.take('a', work('a2')),
      turns.take('a', work('a3')),
      turns.take('b', work('b1')),
    ])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled'])
    expect(log.slice(0, 3)).toEqual(['a1 begins', 'a2 begins', 'b1 begins'])
    expect(log.indexOf('a3 begins')).toBeGreaterThan(log.indexOf('a1 ends'))
    expect(await turns.take('a', work('a4'))).toBe('a4')
  })
})
