/** A platform with a company's client, and a wire timer that passes when a test says so. */
import { TousuClient, type TousuClientOptions } from '../../../src/index.js'
import type { WireTimer } from '../../../src/platform/faults/wire-timer.js'
import { createPlatform, type FilingInput, type PlatformOptions } from '../../../src/platform/index.js'
import { instantTimer } from '../../client/support/manual-timer.js'
import { person } from '../core/setup.js'

export const answer = {
  type: 'final',
  outcome: 'resolved',
  statement: '您好，25 元已原路退回，自动续费已关闭。',
} as const

/** Passes at once, and remembers what it was asked for. */
export function instantWireTimer(waits: number[] = []): WireTimer {
  return {
    async wait(ms, signal) {
      signal.throwIfAborted()
      waits.push(ms)
      await new Promise((resolve) => setImmediate(resolve))
      signal.throwIfAborted()
    },
  }
}

/** Never passes: a wait ends with its signal alone. */
export function stoppedWireTimer(): WireTimer & { readonly waiting: () => Promise<void> } {
  let tell = () => {}
  const begun = new Promise<void>((resolve) => {
    tell = resolve
  })
  return {
    waiting: () => begun,
    wait: (_ms, signal) =>
      new Promise((_resolve, reject) => {
        tell()
        if (signal.aborted) reject(signal.reason)
        signal.addEventListener('abort', () => reject(signal.reason))
      }),
  }
}

export async function open(options: PlatformOptions = {}) {
  const waits: number[] = []
  const platform = createPlatform({ wireTimer: instantWireTimer(waits), ...options })
  const enterprise = await platform.registerEnterprise({ name: '示例网络' })
  const { clientId, privateKey } = enterprise
  const connect = (more: Partial<TousuClientOptions> = {}) =>
    new TousuClient({
      baseUrl: platform.url,
      clientId,
      privateKey,
      dispatcher: platform.dispatcher,
      timer: instantTimer(),
      ...more,
    })
  const consumer = platform.consumer(person)
  return {
    platform,
    enterprise,
    waits,
    connect,
    consumer,
    file: (change: Partial<FilingInput> = {}) =>
      consumer.file({
        enterpriseId: enterprise.id,
        title: '会员到期后被自动续费',
        description: '会员到期后未收到任何提醒即被扣款 25 元。',
        category: '服务功能',
        ...change,
      }),
  }
}

export type Opened = Awaited<ReturnType<typeof open>>
