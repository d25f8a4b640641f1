import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import * as errors from '../../src/errors.js'
import { isTousuError, TousuError, ValidationError } from '../../src/index.js'
import { problem } from './support/fake-platform.js'
import { failure, setUp } from './support/setup.js'

const words = '您好，张小明，身份证 000000199001010018'

/** All that loggers make of an error: their own walk over its members included. */
const printed = (error: unknown) => [
  inspect(error, { depth: 9, showHidden: true }),
  inspect({ nested: [error] }, { depth: 9 }),
  inspect(new Error('above', { cause: error })),
  JSON.stringify({ error }),
  String(error),
  JSON.stringify({ ...Object(error) }),
]

describe('what is printed of an error', () => {
  it.each([
    ['in its title and detail', { title: words, detail: words }],
    ['in a code that is none', { code: words }],
    ['in an added member', { complaint: { description: words } }],
    ['in the detail of a wrong member', { errors: [{ pointer: '/statement', code: 'pii', detail: words }] }],
    ['in the pointer and code of a wrong member', { errors: [{ pointer: `/${words}`, code: words }] }],
  ])('never holds what a platform says %s', async (_, said) => {
    const { platform, client } = await setUp()
    platform.on('GET /v1/enterprise', problem(422, 'validation_failed', said))
    const error = await failure(client.enterprise.retrieve())
    expect(error).toBeInstanceOf(ValidationError)
    for (const text of printed(error)) expect(text).not.toMatch(/张小明|0000001990/)
    expect(isTousuError(error) && JSON.stringify(error.problem)).toContain('张小明')
  })

  it('never holds what a token endpoint says, nor what was sent to it', async () => {
    const { platform, client } = await setUp({ clientSecret: 'geheim-42' })
    const body = { error: words, error_description: words }
    platform.on('POST /oauth/token', { status: 400, body })
    const error = await failure(client.enterprise.retrieve())
    expect(error).toMatchObject({ name: 'AuthenticationError', status: 400 })
    const secrets = [words, 'geheim', Buffer.from('cli_test:geheim-42').toString('base64')]
    for (const text of printed(error)) for (const secret of secrets) expect(text).not.toContain(secret)
  })

  it('names class, code, status, request id, attempts and the wrong members', async () => {
    const { platform, client } = await setUp()
    const wrong = [{ pointer: '/statement', code: 'too_small', detail: 'must be at least 10' }]
    platform.on('GET /v1/enterprise', problem(422, 'validation_failed', { errors: wrong }))
    const error = await failure(client.enterprise.retrieve())
    expect(error).toMatchObject({ errors: wrong })
    const shown = {
      name: 'ValidationError',
      code: 'validation_failed',
      message: expect.stringContaining('GET /v1/enterprise: the platform answered 422 validation_failed'),
      status: 422,
      requestId: 'req_1',
      attempts: 1,
      problemCode: 'validation_failed',
      errors: [{ pointer: '/statement', code: 'too_small' }],
    }
    expect(JSON.parse(JSON.stringify(error))).toEqual(shown)
    expect(inspect(error)).toMatch(/^ValidationError: GET .*\n {4}at .*"requestId":"req_1"/s)
  })

  it('leaves a request id out that is none', async () => {
    const { platform, client } = await setUp()
    platform.on('GET /v1/enterprise', { status: 404, headers: { 'request-id': 'Bearer eyJ 1' } })
    expect(await failure(client.enterprise.retrieve())).toMatchObject({ status: 404, requestId: undefined })
  })
})

describe('classes of errors', () => {
  it('have one base, and each is named as its class', () => {
    const made = Object.entries(errors).flatMap(([name, value]) =>
      typeof value === 'function' && value.prototype instanceof TousuError
        ? [[name, Reflect.construct(value, ['x', { errors: [], currentRevision: 1 }])] as const]
        : [],
    )
    expect(made.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        ...['AuthenticationError', 'PermissionError', 'NotFoundError', 'ValidationError', 'ConflictError'],
        ...['RevisionConflictError', 'RateLimitError', 'PlatformError', 'ConnectionError', 'TimeoutError'],
        ...['AbortedError', 'ContractError', 'IntegrityError', 'FileError', 'ArgumentError'],
      ]),
    )
    for (const [name, error] of made) {
      expect(error).toBeInstanceOf(TousuError)
      expect(error).toBeInstanceOf(Error)
      expect(error).toMatchObject({ name, message: 'x' })
      expect(isTousuError(error)).toBe(true)
    }
    expect(new Set(made.map(([, error]) => error.code)).size).toBe(made.length)
  })
})
