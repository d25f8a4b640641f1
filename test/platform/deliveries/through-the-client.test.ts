import { Webhook } from 'standardwebhooks'
import { afterEach, describe, expect, it } from 'vitest'
import { type ConflictError, TousuClient } from '../../../src/index.js'
import { createPlatform, type PlatformOptions } from '../../../src/platform/index.js'
import { createReceiver, remoteKeys } from '../../../src/webhooks/index.js'
import { person as somebody } from '../core/setup.js'

const endings: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

async function open(options: PlatformOptions = {}) {
  const platform = createPlatform(options)
  endings.push(() => platform.close())
  const enterprise = await platform.registerEnterprise({ name: '示例网络' })
  const { clientId, privateKey } = enterprise
  const client = new TousuClient({
    baseUrl: platform.url,
    clientId,
    privateKey,
    dispatcher: platform.dispatcher,
  })
  endings.push(() => client.close())
  const file = () =>
    platform.consumer(somebody).file({
      enterpriseId: enterprise.id,
      title: '会员到期后被自动续费',
      description: '会员到期后未收到任何提醒即被扣款 25 元。',
      category: '服务功能',
    })
  return { platform, client, enterprise, file }
}

const url = 'https://company.example/webhooks/tousu'

describe('webhooks of a platform in this process', () => {
  it('reach a receiver with the secret of the endpoint, and one that asks for its public key', async () => {
    const { platform, client, enterprise, file } = await open()
    const seen: string[] = []
    const endpoint = await client.webhookEndpoints.create({ url })
    const on = {
      'complaint.assigned': async () => void seen.push('by secret'),
      'endpoint.ping': async () => void seen.push('ping'),
    }
    platform.connect(url, createReceiver({ secrets: endpoint.secret, enterpriseId: enterprise.id, on }).fetch)

    const second = await client.webhookEndpoints.create({ url: 'https://company.example/public' })
    const keysUrl = `${platform.url}/v1/webhook-endpoints/${second.id}/jwks.json`
    const publicKeys = remoteKeys(keysUrl, { fetch: platform.fetch })
    const byKey = createReceiver({
      publicKeys,
      on: { 'complaint.assigned': async () => void seen.push('by public key') },
    })
    platform.connect(second.url, byKey.fetch)

    await file()
    await platform.clock.advance({ seconds: 0 })
    expect(seen.sort()).toEqual(['by public key', 'by secret'])

    const ping = await client.webhookEndpoints.ping(endpoint.id)
    expect(ping.eventId).toMatch(/^evt_/)
    await platform.clock.advance({ seconds: 0 })
    expect(seen.at(-1)).toBe('ping')
  })

  it('go on being accepted while a secret is rotated', async () => {
    const { platform, client, file } = await open()
    const bodies: { body: string; headers: Record<string, string> }[] = []
    platform.connect(url, async (request) => {
      bodies.push({ body: await request.text(), headers: Object.fromEntries(request.headers) })
      return new Response(null, { status: 204 })
    })
    const { id, secret } = await client.webhookEndpoints.create({ url })
    const rotated = await client.webhookEndpoints.rotateSecret(id, { overlapSeconds: 3_600 })
    await file()
    await platform.clock.advance({ hours: 1 })
    await file()
    await platform.clock.advance({ seconds: 0 })
    const accepts = (with_: string) =>
      bodies.map(({ body, headers }) => {
        try {
          return new Webhook(with_).verify(body, headers) !== undefined
        } catch {
          return false
        }
      })
    expect(accepts(rotated.secret)).toEqual([true, true])
    expect(accepts(secret)).toEqual([true, false])
  })

  it('to an endpoint that answers 410 end, and the feed tells', async () => {
    const { platform, client, file } = await open()
    platform.connect(url, () => new Response(null, { status: 410 }))
    const { id } = await client.webhookEndpoints.create({ url })
    await file()
    await platform.clock.advance({ seconds: 0 })
    expect(await client.webhookEndpoints.retrieve(id)).toMatchObject({
      status: 'disabled',
      disabledReason: 'gone',
    })
    const { items } = await client.events.list({ types: 'endpoint.disabled' })
    expect(items).toMatchObject([{ data: { endpointId: id, reason: 'gone' } }])
    const refused = client.webhookEndpoints.ping(id)
    await expect(refused).rejects.toMatchObject({
      code: 'conflict' satisfies ConflictError['code'],
      problem: { code: 'endpoint_disabled' },
    })
    await client.webhookEndpoints.update(id, { status: 'enabled' })
    await client.webhookEndpoints.delete(id)
    await expect(client.webhookEndpoints.retrieve(id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('of two platforms, and their clocks, are their own', async () => {
    const [one, other] = await Promise.all([open(), open()])
    await one.file()
    await one.platform.clock.advance({ workingDays: 11 })
    expect(other.platform.now()).toBe(Date.parse('2026-09-24T09:00:00+08:00'))
    expect(one.platform.timelyRate(one.enterprise.id)).not.toEqual(
      other.platform.timelyRate(other.enterprise.id),
    )
  })

  it('are sent at once on a platform in real time', async () => {
    const { platform, client, file } = await open({ clock: 'system' })
    const { secret } = await client.webhookEndpoints.create({ url })
    const arrived = new Promise<string>((resolve) => {
      const on = { 'complaint.assigned': async (event: { id: string }) => resolve(event.id) }
      platform.connect(url, createReceiver({ secrets: secret, on }).fetch)
    })
    await file()
    expect(await arrived).toMatch(/^evt_/)
    await expect(platform.clock.advance({ hours: 1 })).rejects.toThrow(/create it with \{ now:/)
  })
})
