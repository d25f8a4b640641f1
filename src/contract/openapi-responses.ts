/** What an operation of the OpenAPI document may answer: its result, and its problems by status. */
import { tokenError } from './oauth.js'
import { examples } from './openapi-examples.js'
import { type ResponseHeader, refer } from './openapi-headers.js'
import { pascalCase, type Schemas } from './openapi-schemas.js'
import { type ProblemCode, problem, problems } from './problem.js'
import { isCounted, problemsOf, type Route } from './route.js'

export type Responses = Record<string, object>

export function responsesOf(name: string, route: Route, schemas: Schemas): Responses {
  const failures =
    route.body?.type === 'form' ? tokenErrors(route, schemas) : problemsByStatus(route, schemas)
  return { ...success(name, route, schemas), ...failures }
}

/** Fields of every answer of a route, whatever it says. */
function commonHeaders(route: Route): object {
  return refer(
    'Request-Id',
    ...(route.private ? (['Cache-Control'] as const) : []),
    ...(isCounted(route) ? (['RateLimit', 'RateLimit-Policy'] as const) : []),
    ...(problemsOf(route).includes('idempotency_key_reused') ? (['Idempotent-Replayed'] as const) : []),
  )
}

function success(name: string, route: Route, schemas: Schemas): Responses {
  const { result } = route
  const headers = commonHeaders(route)
  if (result.type === 'none') return { [result.status]: { description: 'Done.', headers } }
  if (result.type === 'bytes') return file(route, result.status, headers)
  const example = examples.operations[name]?.response
  const content = {
    'application/json': {
      schema: schemas.refer(result.schema, `${pascalCase(name)}Result`),
      ...(example === undefined ? {} : { example }),
    },
  }
  return { [result.status]: { description: `${route.summary}.`, headers, content } }
}

/** The bytes of a file; a part of them where the operation reads `Range`. */
function file(route: Route, status: number, common: object): Responses {
  const content = { '*/*': {} }
  if (!route.headers || !('range' in route.headers.shape)) {
    const headers = { ...common, ...refer('Content-Disposition') }
    return { [status]: { description: 'The file.', headers, content } }
  }
  const headers = { ...common, ...refer('Content-Disposition', 'Accept-Ranges', 'ETag', 'Repr-Digest') }
  return {
    [status]: { description: 'The file.', headers, content },
    206: {
      description: 'The range that was asked for.',
      headers: { ...headers, ...refer('Content-Range') },
      content,
    },
    304: { description: 'The caller has these bytes.', headers: { ...common, ...refer('ETag') } },
  }
}

/** Fields that tell what to do about a status. */
const headersByStatus: Readonly<Record<number, readonly ResponseHeader[]>> = {
  401: ['WWW-Authenticate'],
  403: ['WWW-Authenticate'],
  416: ['Content-Range'],
  429: ['Retry-After'],
  503: ['Retry-After'],
}

/** RFC 9457, with an example for each code that the operation answers with. */
function problemsByStatus(route: Route, schemas: Schemas): Responses {
  const schema = schemas.refer(problem, 'Problem')
  const byStatus = new Map<number, ProblemCode[]>()
  for (const code of problemsOf(route)) {
    const { status } = problems[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\`: ${problems[code].en}.`).join(' '),
        headers: {
          ...commonHeaders(route),
          ...refer('Content-Language', ...(headersByStatus[status] ?? [])),
        },
        content: {
          'application/problem+json': {
            schema,
            examples: Object.fromEntries(
              codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
            ),
          },
        },
      },
    ]),
  )
}

/** Of the token endpoint: RFC 6749 section 5.2. */
function tokenErrors(route: Route, schemas: Schemas): Responses {
  const schema = schemas.refer(tokenError, 'TokenError')
  const statuses = new Set([401, ...problemsOf(route).map((code) => problems[code].status)])
  const tell = (status: number) =>
    status === 401 ? 'invalid_client' : status >= 500 ? 'temporarily_unavailable' : 'invalid_request'
  return Object.fromEntries(
    [...statuses].map((status) => [
      status,
      {
        description: 'RFC 6749 section 5.2.',
        headers: { ...commonHeaders(route), ...refer(...(headersByStatus[status] ?? [])) },
        content: { 'application/json': { schema, example: { error: tell(status) } } },
      },
    ]),
  )
}

/** `components.examples`: one for each problem that an operation answers with. */
export function problemExamples(table: readonly Route[]): Record<string, object> {
  return Object.fromEntries(
    [...new Set(table.flatMap(problemsOf))].map((code) => {
      const { status, en: title } = problems[code]
      const value = {
        type: `urn:tousu:problem:${code}`,
        title,
        status,
        code,
        requestId: 'req_Zm9vYmFyYmF6cXV4',
      }
      return [code, { summary: title, value }]
    }),
  )
}
