/** Who calls: by the token that a route asks for. */
import { operatorScopes } from '../../contract/enums.js'
import { isCounted, type Route } from '../../contract/route.js'
import type { Core } from '../core.js'
import type { OAuthServer } from '../oauth/index.js'
import { findSession } from '../people/sessions.js'
import { RefusalError } from '../refusal.js'
import { type Caller, nobody } from './call.js'
import type { PlatformRequest } from './message.js'
import type { createRateLimiter } from './rate-limit.js'

export interface AuthenticationParts {
  readonly core: Core
  readonly oauth: OAuthServer
  readonly countRequest: ReturnType<typeof createRateLimiter>
  /** Wire time of this request, ms. */
  readonly wireNow: number
}

const isOperatorScope = (scope: string) => operatorScopes.some((each) => each === scope)

/**
 * @param common headers of the answer, to which limits are added
 * @returns undefined where the route asks for no token
 * @throws RefusalError token_missing, invalid_token, rate_limited, insufficient_scope
 */
export async function authenticate(
  parts: AuthenticationParts,
  request: PlatformRequest,
  route: Route,
  common: Record<string, string>,
): Promise<Caller | undefined> {
  if (route.caller === 'person') return readSession(parts, request, common)
  if (route.scope === null) {
    if (isCounted(route)) countCall(parts, `address ${request.source ?? ''}`, common)
    return undefined
  }
  const { client, scopes } = await readAccessToken(parts, request)
  const enterprise = findEnterprise(parts.core, route.scope, client.enterpriseId)
  countCall(parts, client.id, common)
  if (!scopes.has(route.scope)) {
    throw new RefusalError('insufficient_scope', { members: { scope: route.scope } })
  }
  return { ...nobody, id: client.id, client, enterprise }
}

/** @throws RefusalError rate_limited */
function countCall({ countRequest }: AuthenticationParts, id: string, common: Record<string, string>): void {
  const verdict = countRequest(id)
  Object.assign(common, verdict.headers)
  if (!verdict.allowed) throw new RefusalError('rate_limited')
}

/** A person, registered or a guest, by the token of a session. */
function readSession(
  parts: AuthenticationParts,
  request: PlatformRequest,
  common: Record<string, string>,
): Caller {
  const account = findSession(parts.core, readBearer(request), parts.wireNow)
  if (!account) throw new RefusalError('invalid_token')
  countCall(parts, account.id, common)
  return { ...nobody, id: account.id, account }
}

async function readAccessToken({ oauth, wireNow }: AuthenticationParts, request: PlatformRequest) {
  const found = await oauth.check(readBearer(request), wireNow)
  if (!found) throw new RefusalError('invalid_token')
  return found
}

/** A company's token is good for its face alone, and so is an operator's. */
function findEnterprise({ state }: Core, scope: string, enterpriseId: string | null) {
  const isOperator = enterpriseId === null
  if (isOperator !== isOperatorScope(scope)) throw new RefusalError('invalid_token')
  if (isOperator) return nobody.enterprise
  const enterprise = state.enterprises.get(enterpriseId)
  if (!enterprise) throw new RefusalError('invalid_token')
  return enterprise
}

/** RFC 6750 section 2.1. */
export function readBearer({ headers: { authorization } }: Pick<PlatformRequest, 'headers'>): string {
  if (authorization === undefined) throw new RefusalError('token_missing')
  const token = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization)?.[1]
  if (token === undefined) throw new RefusalError('invalid_token')
  return token
}
