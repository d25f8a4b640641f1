/** `client_secret_basic`: RFC 6749 section 2.3.1. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Client } from '../state.js'
import { OAuthError } from './oauth-error.js'

/** @returns client id and secret, both form-decoded; undefined when the header is of another scheme */
export function readBasicCredentials(
  authorization: string,
): readonly [id: string, secret: string] | undefined {
  const [, encoded] = /^basic +([A-Za-z0-9+/]+=*)$/i.exec(authorization.trim()) ?? []
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 0) throw refuse('the Basic credentials have no colon')
  try {
    return [decodeForm(text.slice(0, colon)), decodeForm(text.slice(colon + 1))]
  } catch {
    throw refuse('the parts of the Basic credentials are not form-encoded')
  }
}

const decodeForm = (part: string) => decodeURIComponent(part.replaceAll('+', ' '))

const refuse = (description: string) => new OAuthError('invalid_client', description, { basic: true })

/** @throws OAuthError `invalid_client`: the same for an unknown client, another method and a wrong secret */
export function checkClientSecret(client: Client | undefined, secret: string): Client {
  const given = createHash('sha256').update(secret).digest()
  const method = client?.authentication
  // Compared even where there is nothing to compare with, so that the time tells nothing.
  const right = method?.method === 'client_secret_basic' ? Buffer.from(method.secretSha256, 'hex') : given
  const equal = right.length === given.length && timingSafeEqual(right, given)
  if (!client || method?.method !== 'client_secret_basic' || !equal) {
    throw refuse('the client is unknown, its secret is wrong, or it has another method of authentication')
  }
  return client
}
