/** A platform without HTTP routes: a company with two services, and endpoints that answer as told. */
import { type Clock, systemClock } from '../../../src/clock.js'
import { createEndpoint, type EndpointSettings } from '../../../src/platform/acts/endpoints.js'
import { createConnections } from '../../../src/platform/deliveries/connections.js'
import { createDeliveries } from '../../../src/platform/deliveries/deliveries.js'
import { type ConnectedHandler, createSender } from '../../../src/platform/deliveries/send.js'
import { createFaults, type Faults } from '../../../src/platform/faults/faults.js'
import { registerEnterprise } from '../../../src/platform/register-enterprise.js'
import type { Settings } from '../../../src/platform/settings.js'
import type { DeliveryRecord, EndpointRecord, Enterprise } from '../../../src/platform/state.js'
import { createCore, fileOne, type TestCore } from '../core/setup.js'

/** A delivery as the endpoint saw it. */
export interface Seen {
  readonly at: number
  readonly headers: Record<string, string>
  readonly body: string
}

export interface Scene {
  readonly core: TestCore
  readonly enterprise: Enterprise
  readonly serviceIds: readonly string[]
  readonly deliveries: ReturnType<typeof createDeliveries>
  readonly faults: Faults
  readonly connections: ReturnType<typeof createConnections>
  /** An endpoint at a URL, by default one of its own. */
  add(settings?: Partial<EndpointSettings>): { readonly record: EndpointRecord; readonly secret: string }
  /** An endpoint that a function of this process answers, and what it saw. */
  connect(
    answer: ConnectedHandler,
    settings?: EndpointSettings,
  ): { readonly record: EndpointRecord; readonly secret: string; readonly seen: Seen[] }
  /** A complaint is filed: one event, `complaint.assigned`. */
  file(serviceId?: string): void
  /** Until nothing is under way. */
  settle(): Promise<void>
  /** All deliveries to an endpoint, in order. */
  deliveriesTo(endpoint: EndpointRecord): DeliveryRecord[]
  close(): Promise<void>
}

export function openScene(
  settings: Partial<Settings> = {},
  { now, wireClock = systemClock }: { readonly now?: string; readonly wireClock?: Clock } = {},
): Scene {
  const core = { ...createCore(now, settings), wireClock }
  const connections = createConnections()
  const sender = createSender({ timeoutMs: core.settings.deliveryTimeoutMs, connected: connections })
  const faults = createFaults(core.settings.seed, core.clock.track)
  const deliveries = createDeliveries(core, sender, faults)
  const { id, services } = registerEnterprise(core, {
    name: '示例网络',
    services: [{ name: '示例视频' }, { name: '示例音乐' }],
  })
  const enterprise = core.state.enterprises.get(id)
  if (!enterprise) throw new Error('no company')
  let urls = 0

  const scene: Scene = {
    core,
    enterprise,
    serviceIds: services.map((service) => service.id),
    deliveries,
    faults,
    connections,
    add(given = {}) {
      urls += 1
      const url = `https://company.example/hooks/${urls}`
      const { id: endpointId, secret } = createEndpoint(core, enterprise, { ...given, url: given.url ?? url })
      const record = core.state.endpoints.get(endpointId)
      if (!record) throw new Error('no endpoint')
      return { record, secret }
    },
    connect(answer, given) {
      const seen: Seen[] = []
      const endpoint = scene.add(given)
      connections.connect(endpoint.record.url, async (request) => {
        const body = await request.clone().text()
        seen.push({ at: core.clock.now(), headers: Object.fromEntries(request.headers), body })
        return answer(request)
      })
      return { ...endpoint, seen }
    },
    file: (serviceId) => void fileOne(core, enterprise, { serviceId: serviceId ?? null }),
    settle: () => core.clock.advance({ seconds: 0 }),
    deliveriesTo: (endpoint) =>
      [...core.state.deliveries.values()].filter(({ endpointId }) => endpointId === endpoint.id),
    async close() {
      deliveries.close()
      core.clock.close()
      await sender.close()
    },
  }
  return scene
}

export const answer = (status: number, headers: Record<string, string> = {}) =>
  status === 204 ? new Response(null, { status, headers }) : new Response('', { status, headers })

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
/** The pauses of the contract, section 4. */
export const schedule = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
]
