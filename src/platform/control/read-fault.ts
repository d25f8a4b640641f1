/** Faults as they come over HTTP: the members that `platform.faults` takes, checked before they get there. */
import { z } from 'zod'
import { type ProblemCode, problems } from '../../contract/problem.js'
import { type RouteName, routes } from '../../contract/routes.js'

const isRoute = (name: string): name is RouteName => Object.hasOwn(routes, name)
const isCode = (name: string): name is ProblemCode => Object.hasOwn(problems, name)
const whole = z.int().optional()

const occasions = { skip: whole, times: whole, rate: z.number().optional(), seed: whole }

export const requestFault = z.strictObject({
  ...occasions,
  route: z
    .string()
    .refine(isRoute, { message: 'unknown_route' })
    .transform((name) => (isRoute(name) ? name : undefined))
    .optional(),
  method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']).optional(),
  enterpriseId: z.string().optional(),
  status: whole,
  code: z
    .string()
    .refine(isCode, { message: 'unknown_code' })
    .transform((name) => (isCode(name) ? name : undefined))
    .optional(),
  retryAfterSeconds: whole,
  expiredToken: z.boolean().optional(),
  reset: z.boolean().optional(),
  hang: z.boolean().optional(),
  when: z.enum(['before_commit', 'after_commit']).optional(),
  delayMs: whole,
  truncateAfterBytes: whole,
  contentType: z.string().optional(),
  slow: z.strictObject({ bytes: z.int(), pauseMs: z.int() }).optional(),
  clockSkewMs: whole,
})

export const deliveryFault = z.strictObject({
  ...occasions,
  endpointId: z.string().optional(),
  enterpriseId: z.string().optional(),
  eventType: z.string().optional(),
  complaintId: z.string().optional(),
  drop: z.boolean().optional(),
  delayMs: whole,
  hold: z.boolean().optional(),
  gather: whole,
  order: z.enum(['at_once', 'reversed', 'shuffled']).optional(),
  duplicate: whole,
  corruptBody: z.boolean().optional(),
  wrongSecret: z.boolean().optional(),
  clockSkewMs: whole,
  rotateSecret: z.strictObject({ secret: z.string(), overlapSeconds: z.int() }).optional(),
  padToBytes: whole,
  type: z.string().optional(),
  apiVersion: z.string().optional(),
})
