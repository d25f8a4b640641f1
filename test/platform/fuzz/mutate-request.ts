/** Wrong requests, made from right ones: one to three tricks each. */
import { isAuthenticated, type Route, routes, takesKey } from '../../../src/contract/index.js'
import type { Dice } from './dice.js'
import { makeValue, toSchema } from './from-schema.js'
import { bodyTricks, heavyBodyTricks } from './mutate-body.js'
import { anyId, isAlike, type Pool, type Sample } from './sample.js'

type Trick = (sample: Sample, dice: Dice, pool: Pool) => Partial<Sample>

const splitTarget = (target: string): [path: string, search: string] => {
  const [path = '', ...search] = target.split('?')
  return [path, search.join('?')]
}

const setHeader = (sample: Sample, name: string, value: string) => ({
  headers: { ...sample.headers, [name]: value },
})

/** Header values that HTTP lets through. */
const oddFields: readonly string[] = [
  '',
  ' ',
  '*',
  ',',
  ',,,,',
  '"',
  '"a',
  'ÿþ\x80',
  'x'.repeat(256),
  'a, b',
  '%00',
  '__proto__',
  '\x00',
  '-1',
  '99999999999999999999999999',
  'é'.repeat(100),
]

const headersOf: Readonly<Record<string, readonly string[]>> = {
  'if-match': ['"1"', 'W/"1"', '"1", "2"', '*', '"01"', '"99999999999999999999999"', '"-1"', '1', '"1.0"'],
  'idempotency-key': [
    'key-0',
    'key-1',
    'fuzz-same',
    'a b',
    'k'.repeat(255),
    'k'.repeat(256),
    'ключ',
    '__proto__',
  ],
  'tousu-actor': ['staff-7', '张三', 'a'.repeat(65), '10012345678'],
  'content-type': [
    'application/json',
    'application/json; charset=gbk',
    'application/json; charset="utf-8"; charset=utf-16',
    'APPLICATION/JSON;;;',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'application/problem+json',
    'image/png',
    'text/csv; charset=gb18030',
    ';',
  ],
  'content-length': ['0', '1', '-1', '1e9', '99999999999999999999', '0x10', '1,1'],
  'content-encoding': ['gzip', 'br', 'identity', 'deflate, gzip'],
  'content-disposition': [
    'attachment',
    'attachment; filename=""',
    'attachment; filename="../../x.txt"',
    "attachment; filename*=UTF-8''%E4%BD",
    "attachment; filename*=UTF-8''%00.txt",
    "attachment; filename*=UTF-8''%0d%0aset-cookie:a.txt",
    "attachment; filename*=GB18030''%D5%C5.txt",
    `attachment; filename="${'x'.repeat(5_000)}.txt"`,
    `attachment${'; a=b'.repeat(2_000)}`,
    'attachment; filename="a.txt"; filename="b.txt"',
    `attachment; filename="${'\\'.repeat(3_000)}`,
  ],
  'content-digest': ['sha-256=:AAAA:', 'sha-256=::', `sha-256=:${'A'.repeat(5_000)}`, 'md5=:x:', 'sha-256'],
  range: [
    'bytes=0-',
    'bytes=-1',
    'bytes=1-0',
    'bytes=0-0,2-3',
    'bytes=99999999999999999999-',
    'bytes=-0',
    'lines=1',
  ],
  'if-range': ['"x"', 'W/"x"', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  'if-none-match': ['*', '"x"', `${'"a",'.repeat(5_000)}"b"`, 'W/"x'],
  'accept-language': ['en', 'en;q=NaN, zh;q=-1', 'en;q=1e9', `${'en,'.repeat(5_000)}`, '*;q=0'],
  accept: ['text/html', 'application/xml;q=1'],
  host: ['evil.example', 'a b', ''],
  origin: ['https://evil.example', 'null'],
  'x-forwarded-for': ['127.0.0.1'],
  'x-http-method-override': ['DELETE'],
  expect: ['100-continue'],
  ['__proto__']: ['x'],
  constructor: ['x'],
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'QUERY']

const oddSegments: readonly string[] = [
  '..',
  '.',
  '%2e%2e',
  '%2F',
  '%00',
  '%',
  '%zz',
  '%C0%80',
  '%ED%A0%80',
  '%F0%9F%98%80',
  '__proto__',
  'constructor',
  'toString',
  'a;b=c',
  'a'.repeat(129),
  'a'.repeat(20_000),
  '0',
  '-1',
  '99999999999999999999',
  'latest',
  'cmp_',
  '%0d%0aa:b',
]

const oddPairs: readonly string[] = [
  'x=1',
  'limit=0',
  'limit=101',
  'limit=1e1',
  'limit=１０',
  'limit=1&limit=2',
  'cursor=',
  'cursor=a.b',
  `cursor=${'A'.repeat(2_001)}`,
  'cursor=W10.AAAA',
  'after=evt_',
  'after=latest&types=x',
  'sort=-',
  '%',
  '%zz=1',
  '=',
  '&&&&',
  '=x',
  'a=%00',
  'a=%ED%A0%80',
  '__proto__=1',
  '__proto__[x]=1',
  'metadata[__proto__]=1',
  'metadata[]=1',
  'metadata[a][b]=1',
  'metadata=1&metadata[a]=1',
  'metadata[constructor]=1',
  `metadata[${'k'.repeat(201)}]=1`,
  Array.from({ length: 1_000 }, (_, index) => `metadata[k${index}]=v`).join('&'),
  'status=assigned,,closed',
  `types=${'a,'.repeat(1_500)}`,
  'from=2026-02-30',
  'version=__proto__',
  '?',
  '#',
]

const tricks: Readonly<Record<string, Trick>> = {
  'odd header': (sample, dice) => {
    const name = dice.pick(Object.keys(headersOf))
    return setHeader(sample, name, dice.pick([...(headersOf[name] ?? []), ...oddFields]))
  },
  'header left out': (sample, dice) => {
    if (Object.keys(sample.headers).length === 0) return {}
    const name = dice.pick(Object.keys(sample.headers))
    return { headers: Object.fromEntries(Object.entries(sample.headers).filter(([each]) => each !== name)) }
  },
  'header that it reads': (sample, dice) => {
    const { headers }: Route = routes[sample.route]
    if (!headers) return {}
    const name = dice.pick(['tousu-actor', ...Object.keys(headers.shape)])
    return setHeader(sample, name, dice.pick([...(headersOf[name] ?? []), ...oddFields]))
  },
  'odd token': (sample, dice, { tokens }) =>
    setHeader(
      sample,
      'authorization',
      dice.pick([
        'Bearer',
        'Bearer ',
        'Basic eDp5',
        'Basic !!!!',
        'Basic OjpYOg==',
        `Basic ${Buffer.from('%zz:%').toString('base64')}`,
        'Bearer a.b.c',
        `Bearer ${'a'.repeat(50_000)}`,
        'Bearer eyJhbGciOiJub25lIn0.e30.',
        `bearer   ${dice.pick(tokens)}`,
        `Bearer ${dice.pick(tokens)}x`,
        `Bearer ${dice.pick(tokens)}, Bearer ${dice.pick(tokens)}`,
        'Digest username="x"',
      ]),
    ),
  "another's token": (sample, dice, { tokens }) =>
    setHeader(sample, 'authorization', `Bearer ${dice.pick(tokens)}`),
  'odd segment': ({ target }, dice) => {
    const [path, search] = splitTarget(target)
    const segments = path.split('/')
    const at = dice.whole(1, Math.max(1, segments.length - 1))
    const change = dice.pick([
      (list: string[]) => list.splice(at, 1, dice.pick(oddSegments)),
      (list: string[]) => list.splice(at, 0, dice.pick(oddSegments)),
      (list: string[]) => list.splice(at, 1),
      (list: string[]) => list.push(''),
      (list: string[]) => list.splice(at, 1, (list[at] ?? '').toUpperCase()),
    ])
    change(segments)
    return { target: segments.join('/') + (search && `?${search}`) }
  },
  'another id': ({ target }, dice, { ids }) => ({
    target: target.replace(anyId, (id) => {
      const alike = ids.filter((each) => isAlike(each, id))
      return dice.pick(alike.length > 0 && dice.chance(0.8) ? alike : ids)
    }),
  }),
  'another path': (_, dice, { targets }) => ({ target: dice.pick(targets) }),
  'odd query': ({ target }, dice) => ({
    target: `${target}${target.includes('?') ? '&' : '?'}${dice.pick(oddPairs)}`,
  }),
  'query by its schema': ({ route, target }, dice) => {
    const { query }: Route = routes[route]
    if (!query) return {}
    const value = makeValue(toSchema(query), dice, dice.pick([0, 0.05, 0.3]))
    const search = new URLSearchParams()
    for (const [name, each] of Object.entries(value ?? {})) {
      if (typeof each !== 'object' || each === null) search.append(name, String(each))
      else for (const [inner, text] of Object.entries(each)) search.append(`${name}[${inner}]`, String(text))
    }
    return { target: `${splitTarget(target)[0]}?${search}` }
  },
  'another method': (_, dice) => ({ method: dice.pick(methods) }),
}

const namesOf = (table: object) => Object.keys(table)

export function mutate(sample: Sample, dice: Dice, pool: Pool): Sample {
  let result = sample
  for (let count = dice.pick([1, 1, 1, 2, 3]); count > 0; count -= 1) {
    const onBody = sample.body !== null && dice.chance(0.55)
    const heavy = dice.chance(0.01)
    const bodies = heavy ? heavyBodyTricks : bodyTricks
    const name = dice.pick(namesOf(onBody ? bodies : tricks))
    const change = onBody
      ? { body: bodies[name]?.(result, dice) ?? null }
      : tricks[name]?.(result, dice, pool)
    result = { ...result, ...change, tricks: [...result.tricks, name] }
  }
  return result
}

/** Changes after which a request is wrong for sure. */
const spoilers: Readonly<
  Record<string, (sample: Sample, route: Route, dice: Dice) => Partial<Sample> | null>
> = {
  'no token': ({ headers }, route) => {
    if (!isAuthenticated(route)) return null
    const { authorization, ...others } = headers
    return { headers: others }
  },
  'a broken token': (sample, route) =>
    isAuthenticated(route) ? setHeader(sample, 'authorization', `${sample.headers['authorization']}x`) : null,
  'a broken key': (sample, route) => (takesKey(route) ? setHeader(sample, 'idempotency-key', 'a b') : null),
  'another revision': (sample, { headers }) =>
    headers && 'if-match' in headers.shape ? setHeader(sample, 'if-match', '"4096"') : null,
  'another content type': (sample, { body }) =>
    body ? setHeader(sample, 'content-type', 'application/x-nothing') : null,
  'an unknown method': () => ({ method: 'PROPFIND' }),
  'an unknown path': ({ target }) => ({ target: target.replace(/^\//, '/x/') }),
  'a broken path': ({ target }) => ({ target: `${splitTarget(target)[0]}%zz` }),
  'an unknown filter': ({ target }, { query, method }) =>
    method === 'GET' && query ? { target: `${target}${target.includes('?') ? '&' : '?'}unknown=1` } : null,
  'a broken filter': ({ target }, { method }) =>
    method === 'GET' ? { target: `${target}${target.includes('?') ? '&' : '?'}a=%zz` } : null,
  ...Object.fromEntries(
    ['unknown member', 'member twice', 'more behind it', 'random bytes'].map((name) => [
      name,
      (sample: Sample, { body }: Route, dice: Dice) =>
        body?.type === 'json' ? { body: bodyTricks[name]?.(sample, dice) ?? null } : null,
    ]),
  ),
}

/** A few wrong requests that are right but for one thing. */
export function spoil(sample: Sample, dice: Dice): Sample[] {
  const route: Route = routes[sample.route]
  return [1, 2, 3].flatMap((number) => {
    const name = dice.pick(Object.keys(spoilers))
    const change = spoilers[name]?.(sample, route, dice)
    if (!change) return []
    const { 'idempotency-key': key, ...others } = change.headers ?? sample.headers
    // Not the key of the request itself, which is yet to come.
    const headers =
      key === undefined || key === 'a b'
        ? change.headers
        : { ...others, 'idempotency-key': `${key}-spoilt-${number}` }
    return [{ ...sample, ...change, ...(headers && { headers }), tricks: [name] }]
  })
}
