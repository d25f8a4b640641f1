/** What the OpenAPI document says of header fields; the table of routes says which one an operation reads. */

interface HeaderWords {
  /** As it is usually written. */
  readonly name: string
  readonly description: string
  readonly example?: string
}

/** Fields that requests carry, by their names in the table. */
const requestHeaders: Readonly<Record<string, HeaderWords>> = {
  'idempotency-key': {
    name: 'Idempotency-Key',
    description:
      'The same key with the same request replays the first answer; with another request it is refused. Kept for 7 days.',
    example: '01JB2Q7V8N4T6W9XKZ',
  },
  'tousu-actor': {
    name: 'Tousu-Actor',
    description: "The caller's own reference for the member of staff who acts, never a name.",
    example: 'staff-7',
  },
  'if-match': {
    name: 'If-Match',
    description: 'One quoted revision: the act is refused when the complaint has another one.',
    example: '"7"',
  },
  range: {
    name: 'Range',
    description: 'One range of bytes, RFC 9110 section 14.2.',
    example: 'bytes=0-1023',
  },
  'if-range': {
    name: 'If-Range',
    description: 'The strong ETag for which the range is meant, RFC 9110 section 13.1.5.',
  },
  'if-none-match': {
    name: 'If-None-Match',
    description: 'ETags of what the caller has, RFC 9110 section 13.1.2.',
  },
  'content-disposition': {
    name: 'Content-Disposition',
    description: "The file's name, RFC 6266 with RFC 8187.",
    example: "attachment; filename*=UTF-8''refund.png",
  },
  'content-digest': {
    name: 'Content-Digest',
    description: 'SHA-256 of the body, RFC 9530 section 2.',
    example: 'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:',
  },
}

export function requestHeader(name: string): HeaderWords {
  return requestHeaders[name] ?? { name, description: '' }
}

const text = (description: string) => ({ description, schema: { type: 'string' } }) as const

/** Fields of answers: `components.headers`. */
export const responseHeaders = {
  'Request-Id': text('Names this exchange in logs; also `requestId` of a problem.'),
  'Cache-Control': text('`no-store`: the answer holds personal data, a token or a secret.'),
  RateLimit: text('What is left of the quota, such as `"default";r=50;t=30`; only where a limit is set.'),
  'RateLimit-Policy': text('The quota, such as `"default";q=100;w=10`; only where a limit is set.'),
  'Retry-After': text('Seconds to wait, or a date; it wins over RateLimit.'),
  'Idempotent-Replayed': text('`true`: the answer that the first request with this key got.'),
  'WWW-Authenticate': text('Why the token is not accepted, RFC 6750 section 3.'),
  'Content-Language': text('Language of the texts: zh-CN, or en where `Accept-Language` prefers it.'),
  'Content-Disposition': text("The file's original name, RFC 8187."),
  'Content-Range': text('RFC 9110 section 14.4.'),
  'Accept-Ranges': text('`bytes`.'),
  ETag: text('Strong; changes with the bytes.'),
  'Repr-Digest': text('SHA-256 of the whole file, RFC 9530 section 3.'),
} as const

export type ResponseHeader = keyof typeof responseHeaders

/** References to fields of answers. */
export function refer(...names: readonly ResponseHeader[]): Record<string, { $ref: string }> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}

/** Fields of a delivery: Standard Webhooks 1.0. */
export const deliveryHeaders: readonly Required<HeaderWords>[] = [
  {
    name: 'webhook-id',
    description: "The event's id, the same on every attempt.",
    example: 'evt_01JB2Q7V8N4T6W9XKZ',
  },
  {
    name: 'webhook-timestamp',
    description: 'Seconds since 1970-01-01T00:00:00Z, fresh at each attempt.',
    example: '1790211600',
  },
  {
    name: 'webhook-signature',
    description:
      'Over the bytes of `id.timestamp.body`, separated by spaces: `v1` (HMAC-SHA256, one entry for each live secret) and `v1a` (Ed25519).',
    example: 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  },
]
