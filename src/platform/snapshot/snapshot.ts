/** `platform.snapshot()` and `platform.restore()`: everything that decides the future, as a plain value. */
import { createHash } from 'node:crypto'
import { formatShanghaiTime } from '../../calendar/index.js'
import { ArgumentError } from '../../errors.js'
import { checkSettings } from '../check-settings.js'
import type { SavedMessage } from '../people/outbox.js'
import type { Settings } from '../settings.js'
import { createState, type State } from '../state.js'
import { decode, encode, type Node } from './encode.js'

const format = 'tousu-snapshot'
const version = 1

/**
 * A platform at one moment: plain JSON. It holds personal data, keys and secrets by need: a file of it is for its owner
 * alone (mode 0600), and is nothing for a log or an issue.
 */
export interface Snapshot {
  readonly format: typeof format
  /** Of this form; another one is refused. */
  readonly version: typeof version
  /** Domain time at which it was taken, RFC 3339. */
  readonly takenAt: string
  /** The same in ms. */
  readonly now: number
  readonly settings: Settings
  readonly nodes: readonly Node[]
  /** Over all of the above, hexadecimal: shows a snapshot that was cut or changed. */
  readonly sha256: string
}

/** What a snapshot holds. */
export interface Opened {
  readonly state: State
  readonly outbox: readonly SavedMessage[]
  readonly settings: Settings
  /** Domain time in ms. */
  readonly now: number
}

export function takeSnapshot({ state, outbox, settings, now }: Opened): Snapshot {
  const content = {
    format,
    version,
    takenAt: formatShanghaiTime(now),
    now,
    settings: structuredClone(settings),
    nodes: encode({ state, outbox }),
  } as const
  return { ...content, sha256: digestOf(content) }
}

/**
 * @returns live values of its own
 * @throws ArgumentError no snapshot, of another version, or damaged
 */
export function openSnapshot(given: unknown): Opened {
  const snapshot: unknown = typeof given === 'object' && given !== null ? given : {}
  if (!isLabelled(snapshot)) {
    throw new ArgumentError('This is no snapshot: give the value that platform.snapshot() returned.')
  }
  if (snapshot.version !== version) {
    throw new ArgumentError(
      `The snapshot has version ${String(snapshot.version)}, and this tousu reads version ${version}: take it anew with this version.`,
    )
  }
  if (!isWhole(snapshot) || digestOf(snapshot) !== snapshot.sha256) throw damaged()
  const held = decode(snapshot.nodes)
  if (!isHeld(held)) throw damaged()
  return { ...held, settings: checkSettings(snapshot.settings), now: snapshot.now }
}

const damaged = () =>
  new ArgumentError('The snapshot is damaged: it was cut or changed since it was taken. Take another one.')

function isLabelled(value: unknown): value is { readonly version: unknown } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    Reflect.get(value, 'format') === format
  )
}

function isWhole(value: object): value is Snapshot {
  return (
    'nodes' in value &&
    Array.isArray(value.nodes) &&
    value.nodes.length > 0 &&
    'now' in value &&
    typeof value.now === 'number' &&
    'settings' in value &&
    typeof value.settings === 'object' &&
    value.settings !== null &&
    'sha256' in value
  )
}

/** Nodes that are hashed at once. */
const piece = 10_000

/** Piece by piece: all of it may be longer than a string can be. */
function digestOf({ takenAt, now, settings, nodes }: Omit<Snapshot, 'sha256'>): string {
  const hash = createHash('sha256').update(JSON.stringify([format, version, takenAt, now, settings]))
  for (let at = 0; at < nodes.length; at += piece) hash.update(JSON.stringify(nodes.slice(at, at + piece)))
  return hash.digest('hex')
}

const kindOf = (value: unknown) =>
  value instanceof Map ? 'map' : Array.isArray(value) ? 'array' : typeof value

/** Whether every member of a state is there; the digest vouches for what is in them. */
function isHeld(value: unknown): value is Pick<Opened, 'state' | 'outbox'> {
  if (typeof value !== 'object' || value === null || !('state' in value && 'outbox' in value)) return false
  const { state, outbox } = value
  if (typeof state !== 'object' || state === null || !Array.isArray(outbox)) return false
  return Object.entries(createState()).every(
    ([name, member]) => kindOf(Reflect.get(state, name)) === kindOf(member),
  )
}

/** Puts one state in the place of another, in the same maps and arrays: the parts of the platform hold on to these. */
export function replaceState(state: object, other: object): void {
  for (const [name, member] of Object.entries(state)) {
    const next: unknown = Reflect.get(other, name)
    if (member instanceof Map && next instanceof Map) {
      member.clear()
      for (const [key, value] of next) member.set(key, value)
    } else if (Array.isArray(member) && Array.isArray(next)) {
      member.length = 0
      for (const value of next) member.push(value)
    } else if (isPlain(member) && isPlain(next)) replaceState(member, next)
    else Reflect.set(state, name, next)
  }
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array)
}
