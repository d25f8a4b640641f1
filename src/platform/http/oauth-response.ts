/** How the token endpoint tells an error: RFC 6749 section 5.2, never a problem document. */
import { problems } from '../../contract/problem.js'
import { OAuthError } from '../oauth/index.js'
import type { RefusalError } from '../refusal.js'
import { jsonResponse, type PlatformResponse } from './message.js'

export function oauthResponse({ error, message, status, basic }: OAuthError): PlatformResponse {
  const headers = {
    'cache-control': 'no-store',
    ...(basic && status === 401 ? { 'www-authenticate': 'Basic realm="tousu"' } : {}),
  }
  return jsonResponse(status, { error, error_description: message }, headers)
}

/** What is wrong with the message itself: its content type, its encoding, its size; or a failure of the platform. */
export function oauthRefusal({ reason }: RefusalError): PlatformResponse {
  const { status, en } = problems[reason]
  const error = status >= 500 ? 'temporarily_unavailable' : 'invalid_request'
  return oauthResponse(new OAuthError(error, en, { status }))
}
