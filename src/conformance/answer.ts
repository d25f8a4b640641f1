/** An answer of the implementation, read whole. */
export interface Answer {
  /** What was asked, for reports: method and path, without ids and query. */
  readonly request: string
  readonly status: number
  readonly bytes: Uint8Array
  readonly text: string
  /** Undefined when the body is no JSON. */
  readonly json: unknown
  /** Name in lower case. */
  header(name: string): string | undefined
}

/** What came over the wire. */
export interface WireAnswer {
  readonly status: number
  readonly bytes: Uint8Array
  header(name: string): string | undefined
}

export function toAnswer(request: string, { status, bytes, header }: WireAnswer): Answer {
  const text = new TextDecoder().decode(bytes)
  return { request, status, bytes, text, json: parse(text), header }
}

/** Member of an answer's JSON; undefined when there is none. */
export function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([key]) => key === name)?.[1]
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
