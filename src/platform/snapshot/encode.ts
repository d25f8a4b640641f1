/**
 * Any plain value as JSON that keeps what JSON does not: maps, bytes, undefined, and that two places hold the same
 * object. An object stands once, in a table; whoever holds it has its number.
 */

/** A primitive as it is; `[n]` the n-th node; `[]` undefined; `['Infinity']` and the like a number that JSON lacks. */
export type Encoded = null | boolean | number | string | readonly (number | string)[]

/** An object, an array, a map, or bytes in base64. */
export type Node =
  | { readonly o: Readonly<Record<string, Encoded>> }
  | { readonly a: readonly Encoded[] }
  | { readonly m: readonly (readonly [Encoded, Encoded])[] }
  | { readonly b: string }

/**
 * The first node is the value itself.
 *
 * @throws TypeError something that is no plain value; the message says where
 */
export function encode(value: object): Node[] {
  const numbers = new Map<object, number>([[value, 0]])
  const found: Found[] = [{ value, name: '', holder: undefined }]
  const refer = (each: unknown, name: string, holder: Found): Encoded => {
    if (each === undefined) return []
    if (each === null || typeof each === 'boolean' || typeof each === 'string') return each
    if (typeof each === 'number') return Number.isFinite(each) ? each : [String(each)]
    if (typeof each !== 'object') throw refuse({ value: each, name, holder }, `a ${typeof each}`)
    const known = numbers.get(each)
    if (known !== undefined) return [known]
    numbers.set(each, found.length)
    found.push({ value: each, name, holder })
    return [found.length - 1]
  }
  const nodes: Node[] = []
  // The list grows while it is read.
  for (const each of found) nodes.push(toNode(each, (inner, name) => refer(inner, name, each)))
  return nodes
}

interface Found {
  readonly value: unknown
  /** Under which it was found, and in what: for messages. */
  readonly name: string
  readonly holder: Found | undefined
}

function refuse(found: Found, kind: string): TypeError {
  let path = ''
  for (let each: Found | undefined = found; each; each = each.holder) path = each.name + path
  return new TypeError(`${path} is ${kind}: no snapshot can hold it.`)
}

function toNode(found: Found, refer: (each: unknown, name: string) => Encoded): Node {
  const { value } = found
  if (value instanceof Uint8Array) {
    return { b: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') }
  }
  if (Array.isArray(value)) return { a: value.map((each) => refer(each, '[]')) }
  if (value instanceof Map) {
    return { m: [...value].map(([key, each]) => [refer(key, '{}'), refer(each, '{}')] as const) }
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw refuse(found, 'of a class')
  return {
    o: Object.fromEntries(
      Object.entries(Object(value)).map(([name, each]) => [name, refer(each, `.${name}`)]),
    ),
  }
}

/** @throws TypeError nodes that `encode` did not make */
export function decode(nodes: readonly Node[]): unknown {
  const values = nodes.map(emptyOf)
  const follow = (encoded: Encoded): unknown => {
    if (!Array.isArray(encoded)) return encoded
    const [number] = encoded
    if (number === undefined) return undefined
    if (typeof number === 'string') return Number(number)
    if (!(number in values)) throw new TypeError('a node is missing')
    return values[number]
  }
  for (const [index, node] of nodes.entries()) fill(values[index], node, follow)
  return values[0]
}

function emptyOf(node: Node): unknown {
  if ('b' in node) return new Uint8Array(Buffer.from(node.b, 'base64'))
  if ('a' in node) return []
  return 'm' in node ? new Map() : {}
}

function fill(value: unknown, node: Node, follow: (encoded: Encoded) => unknown): void {
  if ('a' in node && Array.isArray(value)) for (const each of node.a) value.push(follow(each))
  else if ('m' in node && value instanceof Map) {
    for (const [key, each] of node.m) value.set(follow(key), follow(each))
  } else if ('o' in node && typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(node.o)) {
      const member = { value: follow(each), writable: true, enumerable: true, configurable: true }
      // Assigned, this name would change the object's prototype.
      if (name === '__proto__') Object.defineProperty(value, name, member)
      else Reflect.set(value, name, member.value)
    }
  }
}
