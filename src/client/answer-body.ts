import { ContractError, type TousuErrorOptions } from '../errors.js'
import type { WireAnswer } from './wire.js'

/** Deeper than any answer of the contract; a walker of the value never runs out of stack. */
const maxDepth = 64

/** Where an answer came from, for messages: `GET /v1/complaints/{id}`, and what errors carry. */
export interface AnswerContext {
  readonly call: string
  readonly options: TousuErrorOptions
}

/** The connection broke in the middle of an answer. */
export class CutShort extends Error {}

/**
 * Reads a body to its end.
 *
 * @param maxBytes of decoded content; beyond it the connection is given up
 * @throws ContractError when it is larger, of another length than announced, or encoded though nobody asked
 * @throws CutShort when the connection broke
 */
export async function readBytes(
  answer: WireAnswer,
  maxBytes: number,
  { call, options }: AnswerContext,
): Promise<Uint8Array> {
  const violate = (what: string) => new ContractError(`${call}: the answer ${what}.`, options)
  const encoding = answer.header('content-encoding') ?? 'identity'
  if (encoding !== 'identity' && !answer.decoded) {
    await discard(answer)
    throw violate('is compressed, which was not asked for')
  }
  const announced = encoding === 'identity' ? readLength(answer) : undefined
  const tooLarge = `is larger than ${maxBytes} bytes; raise maxResponseBytes if that is expected`
  if (announced !== undefined && announced > maxBytes) {
    await discard(answer)
    throw violate(tooLarge)
  }
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of answer.body) {
      length += chunk.byteLength
      if (length > maxBytes) throw violate(tooLarge)
      chunks.push(chunk)
    }
  } catch (cause) {
    if (cause instanceof ContractError) throw cause
    throw new CutShort('cut short', { cause })
  }
  if (announced !== undefined && announced !== length) {
    throw new CutShort(`${length} of ${announced} bytes`)
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}

/** `Content-Length`, where it is a number. */
export function readLength(answer: WireAnswer): number | undefined {
  const value = answer.header('content-length')
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined
}

/** Gives an answer up without reading it. */
export async function discard(answer: WireAnswer): Promise<void> {
  try {
    for await (const _ of answer.body) break
  } catch {
    // It was to be given up anyway.
  }
}

/** `application/json` and `application/*+json`, of UTF-8. */
export function isJson(answer: WireAnswer): boolean {
  const [type = '', ...parameters] = (answer.header('content-type') ?? '').toLowerCase().split(';')
  const charset = parameters.map((part) => part.trim()).find((part) => part.startsWith('charset='))
  return (
    /^application\/([a-z0-9.-]+\+)?json$/.test(type.trim()) &&
    (charset === undefined || /^charset="?utf-8"?$/.test(charset))
  )
}

/**
 * Reads JSON of the platform.
 *
 * @returns undefined when the bytes are not JSON that is safe to walk
 */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (nestsDeeperThan(maxDepth, text)) return undefined
    const value: unknown = JSON.parse(text)
    // Rare, so the walk is, too. An own `__proto__` is harmless until somebody assigns it onwards.
    return /__proto__|\\u00/.test(text) ? dropProto(value) : value
  } catch {
    return undefined
  }
}

/**
 * @throws ContractError unless it is JSON that is safe to walk
 */
export async function readJson(
  answer: WireAnswer,
  maxBytes: number,
  context: AnswerContext,
): Promise<unknown> {
  const bytes = await readBytes(answer, maxBytes, context)
  const violate = (what: string) =>
    new ContractError(`${context.call}: ${what} Check baseUrl.`, context.options)
  if (!isJson(answer)) throw violate('the answer is not application/json of UTF-8.')
  const value = parseJson(bytes)
  if (value === undefined) throw violate('the answer is not valid JSON, or nested too deeply.')
  return value
}

function nestsDeeperThan(limit: number, text: string): boolean {
  let depth = 0
  let quoted = false
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (quoted) {
      if (code === 0x5c) index += 1
      else if (code === 0x22) quoted = false
    } else if (code === 0x22) quoted = true
    else if (code === 0x7b || code === 0x5b) {
      depth += 1
      if (depth > limit) return true
    } else if (code === 0x7d || code === 0x5d) depth -= 1
  }
  return false
}

function dropProto(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropProto)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '__proto__')
      .map(([key, member]) => [key, dropProto(member)]),
  )
}
