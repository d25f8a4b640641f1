/**
 * Connections for the production profile: the address is checked after resolution and before it is dialled, and what
 * was checked is what is dialled. A name that resolves otherwise the next time is checked the next time.
 */
import { lookup as systemLookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import type { buildConnector } from 'undici'
import { addressIn, isGlobalUnicast } from './global-address.js'

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly string[]>

export class AddressRefusedError extends Error {
  override readonly name = 'AddressRefusedError'
  readonly code = 'ERR_ADDRESS_NOT_ALLOWED'

  constructor() {
    super('The address of the endpoint is not a global unicast address.')
  }
}

const resolveBySystem: Resolve = async (hostname) => {
  const found = await systemLookup(hostname, { all: true })
  return found.map(({ address }) => address)
}

export interface GuardOptions {
  /** For a connection, in wire time. */
  readonly timeoutMs: number
  /** undici's `buildConnector`. */
  readonly build: (options: {
    readonly timeout: number
    readonly lookup: LookupFunction
  }) => buildConnector.connector
  /** The system's resolver by default. */
  readonly resolve?: Resolve | undefined
}

export function createGuardedConnector(options: GuardOptions): buildConnector.connector {
  const { timeoutMs, build, resolve = resolveBySystem } = options
  const lookup: LookupFunction = (hostname, { all }, callback) => {
    checkAll(resolve, hostname).then(
      ([first, ...others]) => {
        const families = [first, ...others].map((address) => ({ address, family: isIP(address) }))
        if (all) callback(null, families)
        else callback(null, first, isIP(first))
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    )
  }
  const dial = build({ timeout: timeoutMs, lookup })
  return (target, callback) => {
    // Literals are never looked up.
    const literal = addressIn(target.hostname)
    if (literal !== undefined && !isGlobalUnicast(literal)) callback(new AddressRefusedError(), null)
    else dial(target, callback)
  }
}

/** One wrong address refuses the name: which of them is dialled is not the endpoint's to choose. */
async function checkAll(resolve: Resolve, hostname: string): Promise<[string, ...string[]]> {
  const [first, ...others] = await resolve(hostname)
  if (first === undefined) {
    throw Object.assign(new Error('The name has no address.'), { code: 'ENOTFOUND' })
  }
  if (![first, ...others].every(isGlobalUnicast)) throw new AddressRefusedError()
  return [first, ...others]
}
