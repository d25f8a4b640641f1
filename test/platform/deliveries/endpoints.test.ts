import { describe, expect, it } from 'vitest'
import { webhookEndpoint, webhookEndpointWithSecret } from '../../../src/contract/webhook-endpoint.js'
import {
  createEndpoint,
  deleteEndpoint,
  rotateSecret,
  showEndpoint,
  updateEndpoint,
} from '../../../src/platform/acts/endpoints.js'
import { RefusalError } from '../../../src/platform/refusal.js'
import { generateSecret } from '../../../src/webhooks/secret.js'
import { answer, openScene } from './setup.js'

/** What a refusal lists. */
function errorsOf(act: () => unknown) {
  try {
    act()
  } catch (error) {
    if (error instanceof RefusalError) return error.details.errors
    throw error
  }
  throw new Error('nothing was refused')
}

const url = 'https://company.example/webhooks/tousu'

describe('creating an endpoint', () => {
  it('answers it with its secret and public key, and sends nothing', async () => {
    const { core, enterprise, settle } = openScene()
    const created = createEndpoint(core, enterprise, { url })
    expect(webhookEndpointWithSecret.parse(created)).toEqual({
      id: expect.stringMatching(/^whe_[0-9a-f]{32}$/),
      url,
      eventTypes: [],
      serviceIds: [],
      content: 'summary',
      description: null,
      status: 'enabled',
      disabledReason: null,
      createdAt: '2026-09-24T09:00:00+08:00',
      updatedAt: '2026-09-24T09:00:00+08:00',
      publicKey: expect.stringMatching(/^whpk_[A-Za-z0-9+/]{43}=$/),
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
    })
    await settle()
    expect(core.state.deliveries.size).toBe(0)
  })

  it('gives each its own secret and key', () => {
    const { core, enterprise } = openScene()
    const one = createEndpoint(core, enterprise, { url })
    const other = createEndpoint(core, enterprise, { url })
    expect(other.id).not.toBe(one.id)
    expect(other.secret).not.toBe(one.secret)
    expect(other.publicKey).not.toBe(one.publicKey)
  })

  it('shows the secret in no other answer', () => {
    const { core, enterprise, add } = openScene()
    const { record, secret } = add()
    const shown = [
      showEndpoint(core, record),
      updateEndpoint(core, enterprise, record, { description: '客服' }),
    ]
    for (const each of shown) {
      expect(webhookEndpoint.parse(each)).not.toHaveProperty('secret')
      expect(JSON.stringify(each)).not.toContain(secret)
      expect(JSON.stringify(each)).not.toContain(record.keys[0]?.secretKey)
    }
  })

  it('is refused beyond the limit, which is a setting; another makes room', () => {
    const { core, enterprise, add } = openScene({ webhookEndpoints: 2 })
    const { record } = add()
    add()
    expect(() => add()).toThrow(expect.objectContaining({ reason: 'limit_reached' }))
    expect(enterprise.endpointIds).toHaveLength(2)
    deleteEndpoint(core, enterprise, record)
    add()
  })

  it.each([
    'https://company.example',
    'https://company.example:8443/hooks?tenant=1&x=@',
    'https://xn--fiq228c.example/投诉',
    'HTTPS://COMPANY.EXAMPLE/hooks',
    'https://192.0.2.1/',
    'https://[2001:db8::1]/hooks',
    'http://localhost:3000/hooks',
    'http://127.0.0.1/',
    'http://127.1:8080/',
    'http://0x7f000001/',
    'http://[::1]:3000/',
  ])('takes %s', (right) => {
    const { core, enterprise } = openScene()
    expect(createEndpoint(core, enterprise, { url: right }).url).toBe(right)
  })

  it.each([
    ['company.example/hooks', 'wrong_format'],
    ['https://', 'wrong_format'],
    ['https:company.example', 'wrong_format'],
    ['https:///company.example', 'wrong_format'],
    ['https:\\\\company.example\\hooks', 'wrong_format'],
    [' https://company.example', 'wrong_format'],
    ['https://company.example/a\nb', 'wrong_format'],
    ['https://company.example:99999/', 'wrong_format'],
    ['http://company.example/', 'https_required'],
    ['http://10.0.0.1/', 'https_required'],
    ['http://0.0.0.0/', 'https_required'],
    ['http://localhost.company.example/', 'https_required'],
    ['http://127.0.0.1.company.example/', 'https_required'],
    ['http://128.0.0.1/', 'https_required'],
    ['ftp://company.example/', 'https_required'],
    ['file:///etc/passwd', 'https_required'],
    ['javascript:alert(1)', 'https_required'],
    ['https://user:pass@company.example/', 'userinfo_not_allowed'],
    ['https://user@company.example/', 'userinfo_not_allowed'],
    ['https://@company.example/', 'userinfo_not_allowed'],
    ['http://company.example@127.0.0.1/', 'userinfo_not_allowed'],
    ['https://company.example/#hooks', 'fragment_not_allowed'],
    ['https://company.example/#', 'fragment_not_allowed'],
  ])('refuses %j: %s', (wrong, code) => {
    const { core, enterprise } = openScene()
    expect(errorsOf(() => createEndpoint(core, enterprise, { url: wrong }))).toEqual([
      { pointer: '/url', code, detail: expect.any(String) },
    ])
    expect(core.state.endpoints.size).toBe(0)
  })

  it('lists every wrong member, in the language asked for, and repeats no value', () => {
    const { core, enterprise, serviceIds } = openScene()
    const [own = ''] = serviceIds
    const wrong = { url: 'http://user:geheim@company.example', serviceIds: [own, 'svc_of_another'] }
    const en = errorsOf(() => createEndpoint(core, enterprise, wrong))
    expect(en).toMatchObject([
      { pointer: '/url', code: 'https_required', detail: 'must be https, or http to a loopback address' },
      { pointer: '/serviceIds/1', code: 'unknown_service', detail: 'is not a service of this company' },
    ])
    const zh = errorsOf(() => createEndpoint(core, enterprise, wrong, 'zh'))
    expect(zh?.map(({ detail }) => detail)).toEqual([
      '须为 https；仅本机回环地址可用 http',
      '不是本企业的服务',
    ])
    expect(JSON.stringify([en, zh])).not.toContain('geheim')
  })
})

describe('changing an endpoint', () => {
  it('changes what is given and nothing else', async () => {
    const { core, enterprise, add, serviceIds } = openScene()
    const { record } = add({ description: '客服', eventTypes: ['complaint.assigned'] })
    await core.clock.advance({ minutes: 1 })
    const before = showEndpoint(core, record)
    expect(
      updateEndpoint(core, enterprise, record, { content: 'full', serviceIds: [...serviceIds] }),
    ).toEqual({
      ...before,
      content: 'full',
      serviceIds,
      updatedAt: '2026-09-24T09:01:00+08:00',
    })
  })

  it('to something wrong changes nothing', () => {
    const { core, enterprise, add } = openScene()
    const { record } = add()
    const before = showEndpoint(core, record)
    errorsOf(() =>
      updateEndpoint(core, enterprise, record, { url: 'http://company.example', content: 'full' }),
    )
    expect(showEndpoint(core, record)).toEqual(before)
  })

  it('sends what is pending to the new URL', async () => {
    const scene = openScene()
    const { record } = scene.connect(() => answer(500))
    const moved: string[] = []
    scene.connections.connect('https://new.example/', (request) => {
      moved.push(request.headers.get('webhook-id') ?? '')
      return answer(204)
    })
    scene.file()
    await scene.settle()
    updateEndpoint(scene.core, scene.enterprise, record, { url: 'https://new.example/' })
    expect(record.failingSince).toBeNull()
    await scene.core.clock.advance({ minutes: 1 })
    expect(moved).toEqual([scene.enterprise.events[0]?.id])
    expect(scene.deliveriesTo(record)[0]?.status).toBe('delivered')
  })

  it('to disabled ends what is pending and is told by an event, once', async () => {
    const scene = openScene()
    const { seen, record } = scene.connect(() => answer(500))
    scene.file()
    await scene.settle()
    updateEndpoint(scene.core, scene.enterprise, record, { status: 'disabled' })
    updateEndpoint(scene.core, scene.enterprise, record, { status: 'disabled' })
    expect(record).toMatchObject({ status: 'disabled', disabledReason: 'by_company' })
    expect(scene.deliveriesTo(record)).toMatchObject([{ status: 'dead', nextAttemptAt: null }])
    expect(scene.enterprise.events.map(({ type }) => type)).toEqual([
      'complaint.assigned',
      'endpoint.disabled',
    ])
    scene.file()
    await scene.core.clock.advance({ hours: 12 })
    expect(seen).toHaveLength(1)
  })

  it('to enabled again gets what happens from then on, and nothing of before', async () => {
    const scene = openScene()
    const { seen, record } = scene.connect(() => answer(204))
    updateEndpoint(scene.core, scene.enterprise, record, { status: 'disabled' })
    scene.file()
    await scene.settle()
    updateEndpoint(scene.core, scene.enterprise, record, { status: 'enabled' })
    scene.file()
    await scene.core.clock.advance({ hours: 12 })
    expect(seen.map(({ body }) => JSON.parse(body).sequence)).toEqual([3])
  })
})

describe('deleting an endpoint', () => {
  it('ends what is pending for it, and for no other', async () => {
    const scene = openScene()
    const gone = scene.connect(() => answer(500))
    const kept = scene.connect(() => answer(kept.seen.length > 1 ? 204 : 500))
    scene.file()
    await scene.settle()
    deleteEndpoint(scene.core, scene.enterprise, gone.record)
    expect(scene.enterprise.endpointIds).toEqual([kept.record.id])
    expect(scene.core.state.endpoints.has(gone.record.id)).toBe(false)
    expect(scene.deliveriesTo(gone.record)).toMatchObject([{ status: 'dead', nextAttemptAt: null }])
    scene.file()
    await scene.core.clock.advance({ hours: 12 })
    expect(gone.seen).toHaveLength(1)
    expect(scene.deliveriesTo(kept.record).map(({ status }) => status)).toEqual(['delivered', 'delivered'])
  })

  it('while an attempt is under way keeps what the attempt showed', async () => {
    for (const [status, end] of [
      [204, 'delivered'],
      [500, 'dead'],
    ] as const) {
      const scene = openScene()
      const { record } = scene.connect(() => {
        deleteEndpoint(scene.core, scene.enterprise, record)
        return answer(status)
      })
      scene.file()
      await scene.core.clock.advance({ days: 4 })
      expect(scene.deliveriesTo(record)).toMatchObject([{ status: end, attempts: [{ status }] }])
    }
  })
})

describe('rotating a secret', () => {
  it('keeps two live at most: the oldest ends', () => {
    const { core, add } = openScene()
    const { record, secret: first } = add()
    const { secret: second } = rotateSecret(core, record, { overlapSeconds: 86_400 })
    const { secret: third } = rotateSecret(core, record, { overlapSeconds: 86_400 })
    expect(record.secrets.map(({ secret }) => secret)).toEqual([third, second])
    expect(new Set([first, second, third]).size).toBe(3)
  })

  it('takes a secret of the company’s own, of 24–64 bytes', () => {
    const { core, add } = openScene()
    const { record } = add()
    for (const bytes of [24, 64]) {
      const secret = generateSecret({ bytes })
      expect(rotateSecret(core, record, { overlapSeconds: 0, secret }).secret).toBe(secret)
    }
  })

  it('refuses one that is none or is live already, changes nothing and never shows it', () => {
    const { core, add } = openScene()
    const { record, secret } = add()
    const before = [...record.secrets]
    const short = `whsec_${Buffer.alloc(23, 7).toString('base64')}`
    const long = `whsec_${Buffer.alloc(65, 7).toString('base64')}`
    for (const wrong of [
      '',
      'secret',
      short,
      long,
      `${generateSecret()}=`,
      showEndpoint(core, record).publicKey,
    ]) {
      const errors = errorsOf(() => rotateSecret(core, record, { overlapSeconds: 0, secret: wrong }))
      expect(errors).toMatchObject([{ pointer: '/secret', code: 'wrong_secret' }])
      if (wrong !== '' && wrong !== 'secret') expect(JSON.stringify(errors)).not.toContain(wrong)
    }
    expect(errorsOf(() => rotateSecret(core, record, { overlapSeconds: 60, secret }))).toMatchObject([
      { pointer: '/secret', code: 'secret_in_use' },
    ])
    expect(record.secrets).toEqual(before)
  })

  it('lets a former secret come back once it has ended', async () => {
    const { core, add } = openScene()
    const { record, secret } = add()
    rotateSecret(core, record, { overlapSeconds: 60 })
    const back = () => rotateSecret(core, record, { overlapSeconds: 0, secret })
    expect(errorsOf(back)).toMatchObject([{ code: 'secret_in_use' }])
    await core.clock.advance({ minutes: 1 })
    expect(back().secret).toBe(secret)
  })
})
