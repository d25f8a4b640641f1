import { onTestFinished } from 'vitest'
import { TousuClient, type TousuClientOptions } from '../../../src/index.js'
import { type FakeOptions, type FakePlatform, startFakePlatform } from './fake-platform.js'
import { instantTimer } from './manual-timer.js'

/** A platform and a client of it, both closed after the test. Waits between tries take no time. */
export async function setUp(
  options: Partial<TousuClientOptions> = {},
  fake: FakeOptions = {},
): Promise<{ platform: FakePlatform; client: TousuClient; waits: number[] }> {
  const platform = await startFakePlatform(fake)
  const waits: number[] = []
  const client = new TousuClient({
    baseUrl: platform.url,
    clientId: platform.clientId,
    ...(options.clientSecret === undefined ? { privateKey: platform.privateKey } : {}),
    timer: instantTimer(waits),
    random: () => 0.5,
    ...options,
  })
  onTestFinished(async () => {
    await client.close()
    await platform.close()
  })
  return { platform, client, waits }
}

/** The error that a promise rejects with. */
export async function failure(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('It did not fail.')
}
