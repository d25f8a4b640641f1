/** Sends a request and judges what came of it. */
import { type Route, routes } from '../../../src/contract/index.js'
import type { Platform } from '../../../src/platform/index.js'
import type { Sample } from './sample.js'

/** Wire time in which every request must have its answer, in ms. */
const patienceMs = 10_000

/** More than any answer to a refused request needs, in bytes. */
const refusalBytes = 64 * 1024

export interface Outcome {
  /** 0: the request could not even be made. */
  readonly status: number
  readonly text: string
}

export async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${patienceMs} ms`)), patienceMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** What Fetch itself refuses is no request. */
function toRequest(platform: Platform, { method, target, headers, body }: Sample): Request | undefined {
  try {
    const withBody = body !== null && method !== 'GET' && method !== 'HEAD'
    return new Request(platform.url + target, {
      method,
      headers: { ...headers },
      ...(withBody ? { body: new Uint8Array(body) } : {}),
    })
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

export async function send(platform: Platform, sample: Sample): Promise<Outcome> {
  const request = toRequest(platform, sample)
  if (!request) return { status: 0, text: '' }
  const response = await inTime(platform.fetch(request))
  return { status: response.status, text: await inTime(response.text()) }
}

/** What is wrong with an answer, whatever was asked. */
export function faultsOf({ status, text }: Outcome): string[] {
  if (status >= 500) return [`answered ${status}`]
  if (status < 400) return []
  return text.length > refusalBytes ? [`refused with ${text.length} characters`] : []
}

/** A request in one line, short enough to read. */
export function show({ route, method, target, headers, body, tricks }: Sample): string {
  const { method: right, path }: Route = routes[route]
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value.slice(0, 80)}`)
  const text = JSON.stringify(body?.toString('latin1').slice(0, 300) ?? null)
  return `${right} ${path} with ${tricks.join(' + ')}: ${method} ${target.slice(0, 200)} {${fields.join('; ')}} ${text}`
}
