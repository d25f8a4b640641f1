/** Recorded from the reference platform by test/contract/openapi-driver.test.ts: do not edit. */
export const examples: Examples = { operations: {}, events: {} }

export interface Examples {
  readonly operations: Readonly<Record<string, { readonly request?: unknown; readonly response?: unknown }>>
  readonly events: Readonly<Record<string, unknown>>
}
