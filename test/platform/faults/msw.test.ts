import { setupServer } from 'msw/node'
import { afterAll, expect, it } from 'vitest'
import { mswHandlers } from '../../../src/platform/faces/msw.js'
import { open } from './setup.js'

const server = setupServer()
server.listen({ onUnhandledRequest: 'error' })
afterAll(() => server.close())

it('faults come through msw as failures of the network, and are repeated', async () => {
  const { platform, connect } = await open()
  server.use(...mswHandlers(platform))
  const options = { dispatcher: undefined, fetch: (request: Request) => fetch(request) }
  const client = connect(options)
  platform.faults.add({ route: 'listServices', reset: true })
  platform.faults.add({ route: 'listServices', truncateAfterBytes: 3 })
  expect(await client.enterprise.services()).toBeDefined()
  platform.faults.assertAllFired()
  platform.faults.add({ route: 'listServices', reset: true })
  await expect(connect({ ...options, retry: { repeats: 0 } }).enterprise.services()).rejects.toMatchObject({
    code: 'connection_failed',
  })
  await platform.close()
})
