/** Failures on demand: the next calls of a route are answered with a status instead of being run. */
import { type RouteName, routes } from '../contract/routes.js'
import { ArgumentError } from '../errors.js'

export interface FaultInput {
  /** Which route, by its name in the contract. */
  readonly route: RouteName
  /** 500–599. */
  readonly status: number
  /** How many calls; 1 by default. */
  readonly times?: number | undefined
  /** Sent as `Retry-After`. */
  readonly retryAfterSeconds?: number | undefined
}

export interface Fault {
  /** How often it has fired. */
  readonly fired: number
}

export interface Faults {
  /** @throws ArgumentError an unknown route, or a number that makes no sense */
  add(input: FaultInput): Fault
  /** The failure that the next call of a route is to have; counts it. */
  take(
    route: RouteName,
  ): { readonly status: number; readonly retryAfterSeconds?: number | undefined } | undefined
}

export function createFaults(): Faults {
  const scripted: { input: FaultInput; times: number; fired: number }[] = []
  return {
    add(input) {
      const { route, status, times = 1, retryAfterSeconds = 0 } = input
      if (!Object.hasOwn(routes, route)) {
        throw new ArgumentError(`route "${String(route)}" is none of ${Object.keys(routes).join(', ')}.`)
      }
      if (!Number.isInteger(status) || status < 500 || status > 599) {
        throw new ArgumentError(`status must be 500–599, not ${status}.`)
      }
      if (!Number.isInteger(times) || times < 1)
        throw new ArgumentError(`times must be 1 or more, not ${times}.`)
      if (!Number.isInteger(retryAfterSeconds) || retryAfterSeconds < 0) {
        throw new ArgumentError(
          `retryAfterSeconds must be a whole number from 0 on, not ${retryAfterSeconds}.`,
        )
      }
      const fault = { input, times, fired: 0 }
      scripted.push(fault)
      return fault
    },
    take(route) {
      const fault = scripted.find(({ input, times, fired }) => input.route === route && fired < times)
      if (!fault) return undefined
      fault.fired += 1
      return fault.input
    },
  }
}
