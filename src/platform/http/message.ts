/** What the handler takes and gives: HTTP without any environment. Every face maps its own requests to these. */

/** Header fields by lower-case name; repeated fields are joined with `, ` (RFC 9110 section 5.3). */
export type HeaderFields = Readonly<Record<string, string>>

export interface PlatformRequest {
  readonly method: string
  /** Path and query: origin-form of RFC 9112 section 3.2.1. */
  readonly target: string
  readonly headers: HeaderFields
  readonly body: Uint8Array | AsyncIterable<Uint8Array> | null
  /** The address that it came from; absent in process. */
  readonly source?: string | undefined
  /** Aborted when whoever asked has gone. */
  readonly signal?: AbortSignal | undefined
  /** How long whoever asked waits, in ms of wire time; 0: without end. Only faults make anyone wait. */
  readonly patience?: { readonly headersMs: number; readonly bodyMs: number } | undefined
}

export interface PlatformResponse {
  readonly status: number
  readonly headers: HeaderFields
  readonly body: Uint8Array | null
  /** The body as it goes over the wire where a fault slows it down, or ends it by throwing a `WireFailure`. */
  readonly pieces?: AsyncIterable<Uint8Array> | undefined
}

/** The side of the platform that was asked. */
export interface Face {
  /** Issuer of tokens there: fixed for each face, never taken from `Host`. */
  readonly issuer: string
}

/**
 * Answers a request. It answers whatever comes, failures of the platform included.
 *
 * @throws the reason of `request.signal` when that is aborted before there is an answer, a `WireFailure` where a fault
 * ends the connection; nothing else
 */
export type Handler = (request: PlatformRequest, face: Face) => Promise<PlatformResponse>

const encoder = new TextEncoder()

/** An answer that holds JSON. */
export function jsonResponse(
  status: number,
  value: unknown,
  headers: HeaderFields = {},
  contentType = 'application/json',
): PlatformResponse {
  const body = encoder.encode(JSON.stringify(value))
  return {
    status,
    headers: { ...headers, 'content-type': contentType, 'content-length': String(body.byteLength) },
    body,
  }
}
