/** Requests as bytes on a socket: what no client sends. */
import { connect } from 'node:net'
import type { Dice } from './dice.js'
import type { Sample } from './sample.js'

interface Parts {
  readonly method: string
  readonly target: string
  readonly fields: readonly string[]
  readonly body: Buffer
}

type Trick = (parts: Parts, dice: Dice) => string | Buffer

const head = ({ method, target, fields }: Parts, version = 'HTTP/1.1', line = '\r\n') =>
  [`${method} ${target} ${version}`, ...fields, '', ''].join(line)

const withLength = (parts: Parts, ...more: string[]): Parts => ({
  ...parts,
  fields: [...parts.fields, ...more, `content-length: ${parts.body.length}`],
})

const whole = (parts: Parts) => Buffer.concat([Buffer.from(head(withLength(parts)), 'latin1'), parts.body])

/** RFC 9112 section 7.1, or what looks like it. */
const inChunks = (parts: Parts, chunks: string, field = 'transfer-encoding: chunked') =>
  Buffer.concat([
    Buffer.from(head({ ...parts, fields: [...parts.fields, field] }), 'latin1'),
    Buffer.from(chunks, 'latin1'),
  ])

const chunk = (body: Buffer, extension = '') =>
  `${body.length.toString(16)}${extension}\r\n${body.toString('latin1')}\r\n`

const end = '0\r\n\r\n'

export const rawTricks: Readonly<Record<string, Trick>> = {
  'as it is': whole,
  'absolute form': (parts) => whole({ ...parts, target: `http://platform.example${parts.target}` }),
  'absolute form with odd authority': (parts, dice) =>
    whole({
      ...parts,
      target: `${dice.pick(['HTTP://u:p@[::1]:99999', 'https://', 'http://a b', 'ftp://x', 'http://'])}${parts.target}`,
    }),
  'authority form': (parts) => whole({ ...parts, method: 'CONNECT', target: 'platform.example:443' }),
  'asterisk form': (parts, dice) =>
    whole({ ...parts, method: dice.pick(['OPTIONS', 'GET', 'POST']), target: '*' }),
  'no slash in front': (parts) => whole({ ...parts, target: parts.target.slice(1) }),
  'odd bytes in the target': (parts, dice) =>
    whole({
      ...parts,
      target: parts.target + dice.pick(['\x00', '\xff', '#x', ' x', '\t', '\\..\\', '"<>|{}']),
    }),
  'a fragment': (parts) => whole({ ...parts, target: `${parts.target}#?a=b` }),
  'a long target': (parts) => whole({ ...parts, target: `${parts.target}?${'a'.repeat(100_000)}` }),
  'a body with GET': (parts) => whole({ ...parts, method: 'GET' }),
  'an odd method': (parts, dice) =>
    whole({
      ...parts,
      method: dice.pick(['TRACE', 'FOO', 'get', 'M-SEARCH', 'PRI', 'G\x00T', 'LINK', 'BREW']),
    }),
  'an odd version': (parts, dice) =>
    head(parts, dice.pick(['HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/9.9', 'http/1.1', 'HTP/1.1', ''])),
  'no host': (parts) =>
    whole({ ...parts, fields: parts.fields.filter((field) => !field.startsWith('host')) }),
  'two hosts': (parts) => whole({ ...parts, fields: [...parts.fields, 'host: other.example'] }),
  'line feeds alone': (parts) => head(withLength(parts), 'HTTP/1.1', '\n') + parts.body.toString('latin1'),
  'a folded field': (parts) => whole({ ...parts, fields: [...parts.fields, 'x-a: b\r\n c'] }),
  'a blank before the colon': (parts) => whole({ ...parts, fields: [...parts.fields, 'x-a : b'] }),
  'a field without a colon': (parts) => whole({ ...parts, fields: [...parts.fields, 'x-a'] }),
  'odd bytes in a field': (parts, dice) =>
    whole({
      ...parts,
      fields: [
        ...parts.fields,
        `${dice.pick(['tousu-actor', 'idempotency-key', 'if-match', 'x-a', 'accept-language', 'content-disposition'])}: ${dice.pick(['\x00', '\x80\xff', 'a\x0bb', '\x7f', 'a\rb', '\u00e5\u00bc\u00a0'])}`,
      ],
    }),
  'a field twice': (parts, dice) => whole({ ...parts, fields: [...parts.fields, dice.pick(parts.fields)] }),
  'two lengths': (parts) => whole(withLength(parts, `content-length: ${parts.body.length + 1}`)),
  'an odd length': (parts, dice) =>
    Buffer.concat([
      Buffer.from(
        head({
          ...parts,
          fields: [
            ...parts.fields,
            `content-length: ${dice.pick(['-1', '+5', '0x10', '1e3', '99999999999999999999', ' ', '1,1', '1.0', '٥'])}`,
          ],
        }),
        'utf8',
      ),
      parts.body,
    ]),
  'too short': (parts) => whole({ ...parts, fields: [...parts.fields] }).subarray(0, -1),
  'too long': (parts) => Buffer.concat([whole(parts), Buffer.from('more')]),
  'length and chunks': (parts) => inChunks(withLength(parts), chunk(parts.body) + end),
  chunks: (parts) => inChunks(parts, chunk(parts.body) + end),
  'chunks with extensions and a trailer': (parts) =>
    inChunks(parts, `${chunk(parts.body, ';a="b";c')}0\r\ntousu-actor: evil\r\nauthorization: x\r\n\r\n`),
  'one byte a chunk': (parts) =>
    inChunks(parts, [...parts.body].map((byte) => chunk(Buffer.from([byte]))).join('') + end),
  'broken chunks': (parts, dice) =>
    inChunks(
      parts,
      dice.pick([
        'zz\r\n',
        '-1\r\n\r\n',
        'ffffffffffffffff\r\nx',
        '5\r\nab\r\n',
        '0x1\r\na\r\n',
        '1\r\nab\r\n0\r\n\r\n',
        '\r\n',
        '',
      ]),
    ),
  'a broken chunk behind a good one': (parts) => inChunks(parts, `${chunk(parts.body)}zz\r\n`),
  'an odd transfer encoding': (parts, dice) =>
    inChunks(
      parts,
      chunk(parts.body) + end,
      `transfer-encoding: ${dice.pick(['gzip, chunked', 'chunked, gzip', 'identity', 'chunked, chunked', 'xchunked', 'CHUNKED', ' chunked ', '\x0bchunked', 'gzip'])}`,
    ),
  'an expectation': (parts, dice) =>
    whole({
      ...parts,
      fields: [...parts.fields, `expect: ${dice.pick(['100-continue', 'x', '100-continue, x'])}`],
    }),
  'an upgrade': (parts, dice) =>
    whole({
      ...parts,
      fields: [
        ...parts.fields,
        'connection: upgrade',
        `upgrade: ${dice.pick(['websocket', 'h2c', 'TLS/1.0'])}`,
      ],
    }),
  'many fields': (parts) =>
    whole({
      ...parts,
      fields: [...parts.fields, ...Array.from({ length: 3_000 }, (_, index) => `x-${index}: a`)],
    }),
  'a long field': (parts) => whole({ ...parts, fields: [...parts.fields, `x-a: ${'a'.repeat(70_000)}`] }),
  pipelined: (parts, dice) =>
    Buffer.concat([
      ...Array.from({ length: dice.whole(2, 5) }, () =>
        whole({ ...parts, fields: parts.fields.filter((field) => !field.startsWith('connection')) }),
      ),
      whole(parts),
    ]),
  'pipelined behind a smuggled one': (parts) =>
    Buffer.concat([
      inChunks(withLength(parts), `0\r\n\r\n`),
      Buffer.from(`GET /v1/enterprise HTTP/1.1\r\nhost: x\r\n\r\n`),
    ]),
  'nothing but noise': (_, dice) =>
    Buffer.from(Array.from({ length: dice.whole(1, 200) }, () => dice.whole(0, 255))),
  'a TLS hello': () => Buffer.from('16030100c8010000c40303', 'hex'),
  'HTTP/2': () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0',
  'empty lines': (parts) => Buffer.concat([Buffer.from('\r\n'.repeat(20)), whole(parts)]),
  'cut off': (parts, dice) => {
    const bytes = whole(parts)
    return bytes.subarray(0, dice.whole(1, bytes.length - 1))
  },
}

const namesOf = Object.keys(rawTricks)

export interface RawRequest {
  readonly trick: string
  readonly bytes: Buffer
}

export function makeRaw({ method, target, headers, body }: Sample, dice: Dice): RawRequest {
  const trick = dice.pick(namesOf)
  const fields = Object.entries(headers)
    .filter(([name]) => name !== 'host' && name !== 'content-length')
    .map(([name, value]) => `${name}: ${value}`)
  const parts = {
    method,
    target,
    fields: ['host: 127.0.0.1', 'connection: close', ...fields],
    body: body ?? Buffer.alloc(0),
  }
  const made = rawTricks[trick]?.(parts, dice) ?? ''
  return { trick, bytes: typeof made === 'string' ? Buffer.from(made, 'latin1') : made }
}

/** Sends bytes, ends its own side, and reads until the other side ends, too. */
export function exchange(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    socket.on('data', (piece: Buffer) => pieces.push(piece))
    // A connection that is broken off is an answer, too.
    socket.on('error', () => resolve(Buffer.concat(pieces).toString('latin1')))
    socket.on('close', () => resolve(Buffer.concat(pieces).toString('latin1')))
    socket.on('end', () => socket.end())
    socket.setTimeout(9_000, () => {
      socket.destroy()
      reject(new Error('the connection stays open'))
    })
    socket.end(bytes)
  })
}

/** Statuses of the final answers in what came back. */
export const statusesIn = (text: string): number[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)]
    .map(([, status]) => Number(status))
    .filter((status) => status >= 200)
