/**
 * Where an object takes the present moment from. Anything with a life takes one as its `clock` option, so
 * that a test can hold time still; `platform.clock` of the reference platform is one.
 */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
}

/** The clock of the operating system. */
export const systemClock: Clock = { now: () => Date.now() }
