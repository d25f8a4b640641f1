/** What a run comes to. Plain data: safe to keep as JSON. */

export interface ConformanceCaseResult {
  readonly id: string
  readonly title: string
  /** Section of docs/contract.md and the rule there. */
  readonly clause: string
  readonly status: 'passed' | 'failed' | 'skipped'
  /** Wire time. */
  readonly durationMs: number
  /** Why it was skipped. */
  readonly reason?: string
  /** What is wrong, without personal data. */
  readonly failure?: { readonly what: string; readonly expected: string; readonly seen: string }
}

export interface ConformanceResult {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** In the order in which they ran. */
  readonly cases: readonly ConformanceCaseResult[]
}
