/** From a refusal to the RFC 9457 document that tells it. */
import type { Locale } from '../../contract/field-errors.js'
import { problems } from '../../contract/problem.js'
import type { RefusalError } from '../refusal.js'
import { jsonResponse, type PlatformResponse } from './message.js'

/** How a refusal is told. */
export interface Telling {
  readonly requestId: string
  readonly locale: Locale
}

/** The document of a refusal: nothing that was sent is repeated in it. */
export function problemResponse(refusal: RefusalError, telling: Telling): PlatformResponse {
  const { status, ...title } = problems[refusal.reason]
  const document = {
    type: `urn:tousu:problem:${refusal.reason}`,
    title: title[telling.locale],
    status,
    code: refusal.reason,
    requestId: telling.requestId,
    ...refusal.details.members,
    errors: refusal.details.errors,
  }
  const language = { 'content-language': telling.locale === 'zh' ? 'zh-CN' : 'en', vary: 'accept-language' }
  return jsonResponse(status, document, language, 'application/problem+json')
}
