/** Who may control the simulation: this machine, no browser, nobody through a proxy, with the token. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { RefusalError } from '../refusal.js'
import { readBearer } from './authenticate.js'
import type { PlatformRequest } from './message.js'

const prefix = '/control/v1'
const loopbackAddress = /^(?:127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3})$/
/** With a port or without. A name that somebody's DNS points here is none: that is how a page would reach it. */
const loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i

export const isControlPath = ({ target }: Pick<PlatformRequest, 'target'>) =>
  target === prefix || target.startsWith(`${prefix}/`) || target.startsWith(`${prefix}?`)

/**
 * In process there is no peer and no `Host` to look at.
 *
 * @param isOn false in the `production` profile
 * @throws RefusalError not_found, as if there were no such route
 */
export function assertMayReachControl({ headers, source }: PlatformRequest, isOn: boolean): void {
  const isForwarded = Object.keys(headers).some(
    (name) => name === 'forwarded' || name.startsWith('x-forwarded-'),
  )
  const isLocal =
    source === undefined || (loopbackAddress.test(source) && loopbackHost.test(headers['host'] ?? ''))
  if (isOn && isLocal && !isForwarded && headers['origin'] === undefined) return
  throw new RefusalError('not_found')
}

/** @throws RefusalError token_missing, invalid_token */
export function assertControlToken(request: PlatformRequest, token: string): void {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  if (!timingSafeEqual(digest(readBearer(request)), digest(token))) throw new RefusalError('invalid_token')
}
