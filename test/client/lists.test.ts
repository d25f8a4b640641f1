import { describe, expect, it } from 'vitest'
import { makeComplaint } from './support/samples.js'
import { failure, setUp } from './support/setup.js'

const path = 'GET /v1/complaints'
const page = (id: string, nextCursor: string | null) => ({
  body: { items: [makeComplaint({ id }), makeComplaint({ id: `${id}-2` })], nextCursor },
})

describe('a list', () => {
  it('asks nothing until it is awaited or iterated, and once for however many awaits', async () => {
    const { platform, client } = await setUp()
    platform.on(path, page('a', 'c1'))
    const list = client.complaints.list()
    expect(platform.received).toEqual([])
    expect(await list).toBe(await list)
    await list.finally(() => {})
    await list.catch(() => {})
    expect(platform.to('/v1/')).toHaveLength(1)
  })

  it('gives every item of every page, with the same filters, once', async () => {
    const { platform, client } = await setUp()
    platform.on(path, page('a', 'c1'), page('b', 'c2'), page('c', null))
    const ids: string[] = []
    for await (const { id } of client.complaints.list({ status: 'assigned' })) ids.push(id)
    expect(ids).toEqual(['a', 'a-2', 'b', 'b-2', 'c', 'c-2'])
    expect(platform.to('/v1/').map(({ path }) => path.split('?')[1])).toEqual([
      'status=assigned',
      'status=assigned&cursor=c1',
      'status=assigned&cursor=c2',
    ])
  })

  it.each([
    ['items', 1, 1],
    ['items', 2, 1],
    ['items', 3, 2],
    ['pages', 1, 1],
    ['pages', 2, 2],
  ])('left after %s × %d made no request more', async (what, taken, requests) => {
    const { platform, client } = await setUp()
    platform.on(path, page('a', 'c1'), page('b', 'c2'), page('c', null))
    const list = client.complaints.list()
    let count = 0
    for await (const _ of what === 'items' ? list : list.pages()) {
      count += 1
      if (count === taken) break
    }
    // A request that was begun would be there by then.
    await client.enterprise.retrieve().catch(() => {})
    expect(platform.to('/v1/complaints')).toHaveLength(requests)
  })

  it.each([
    ['the same', ['c1', 'c1']],
    ['one of before', ['c1', 'c2', 'c3', 'c1']],
  ])('whose cursor is %s again ends with an error, not in an endless loop', async (_, cursors) => {
    const { platform, client } = await setUp()
    platform.on(path, ...cursors.map((cursor) => page('a', cursor)))
    const read = async () => {
      for await (const _ of client.complaints.list());
    }
    expect(await failure(read())).toMatchObject({ name: 'ContractError', code: 'contract_violated' })
    expect(platform.to('/v1/')).toHaveLength(cursors.length)
  })

  it('of events ends so, too', async () => {
    const { platform, client } = await setUp()
    platform.on('GET /v1/events', { body: { items: [], nextAfter: 'evt_1', hasMore: true } })
    const read = async () => {
      for await (const _ of client.events.list({ after: 'evt_0' }));
    }
    expect(await failure(read())).toMatchObject({ code: 'contract_violated' })
    expect(platform.to('/v1/')).toHaveLength(2)
  })

  it('ends when its signal is aborted between two pages', async () => {
    const { platform, client } = await setUp()
    platform.on(path, page('a', 'c1'), page('b', null))
    const controller = new AbortController()
    const read = async () => {
      for await (const _ of client.complaints.list({}, { signal: controller.signal }).pages())
        controller.abort()
    }
    expect(await failure(read())).toMatchObject({ code: 'aborted' })
    expect(platform.to('/v1/')).toHaveLength(1)
  })
})
