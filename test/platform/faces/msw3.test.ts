import { describe, expect, it, vi } from 'vitest'
import { TousuClient } from '../../../src/index.js'
import { mswHandlers } from '../../../src/platform/faces/msw.js'
import { createPlatform } from '../../../src/platform/index.js'

vi.mock('msw', () => import('msw3'))

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const hasMsw3 = major > 22 || (major === 22 && minor >= 12)

describe.runIf(hasMsw3)('msw 3', () => {
  it('shows the platform to a client that was given fetch', async () => {
    const { setupServer } = await import('msw3/node')
    const platform = createPlatform()
    const { clientId, privateKey } = await platform.registerEnterprise({ name: '示例网络' })
    // Handlers of msw 3, though their declaration is of msw 2.
    const server = Reflect.apply(setupServer, undefined, mswHandlers(platform))
    await server.listen()
    const client = new TousuClient({
      baseUrl: platform.url,
      clientId,
      privateKey,
      fetch: (request) => fetch(request),
    })
    try {
      expect(await client.enterprise.retrieve()).toMatchObject({ name: '示例网络' })
    } finally {
      server.close()
      await client.close()
      await platform.close()
    }
  })
})
