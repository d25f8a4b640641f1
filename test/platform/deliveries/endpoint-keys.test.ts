import { expect, it } from 'vitest'
import { showWebhookKeys } from '../../../src/platform/deliveries/webhook-keys.js'
import { showEndpoint } from '../../../src/platform/endpoint-view.js'
import { verifySignature } from '../../../src/webhooks/index.js'
import { answer, openScene } from './setup.js'

/** As `whpk_…`: what a receiver is given. */
const published = (jwks: ReturnType<typeof showWebhookKeys>) =>
  jwks.keys.map((key) => `whpk_${Buffer.from(String(key['x']), 'base64url').toString('base64')}`)

it('publishes the next key of an endpoint a day before it signs, and the former one a day after', async () => {
  const scene = openScene({ webhookKeyDays: 10, recoveryDays: 400 })
  const { record, seen } = scene.connect(() => answer(204))
  const keys = () => published(showWebhookKeys(scene.core, record))
  const [first = ''] = keys()
  const signsWith = async (publicKeys: string) => {
    scene.deliveries.ping(record)
    await scene.settle()
    const { headers, body } = seen.at(-1) ?? { headers: {}, body: '' }
    return verifySignature({ headers, body, publicKeys }).then(
      () => true,
      () => false,
    )
  }
  await scene.core.clock.advance({ days: 8, hours: 23, minutes: 59 })
  expect(keys()).toEqual([first])
  await scene.core.clock.advance({ minutes: 1 })
  const [current, next = '', ...none] = keys()
  expect([current, none]).toEqual([first, []])
  expect(showEndpoint(scene.core, record).publicKey).toBe(first)
  await scene.core.clock.advance({ hours: 23, minutes: 59 })
  expect([await signsWith(first), await signsWith(next)]).toEqual([true, false])
  await scene.core.clock.advance({ minutes: 1 })
  expect([await signsWith(first), await signsWith(next)]).toEqual([false, true])
  expect(showEndpoint(scene.core, record).publicKey).toBe(next)
  expect(keys()).toEqual([next, first])
  await scene.core.clock.advance({ days: 1 })
  expect(keys()).toEqual([next])
  await scene.core.clock.advance({ days: 35 })
  expect(keys()).toHaveLength(1)
  expect(await signsWith(keys()[0] ?? '')).toBe(true)
  await scene.close()
})
