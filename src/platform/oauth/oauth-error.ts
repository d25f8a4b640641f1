/** How the token endpoint says no: RFC 6749 section 5.2. */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_scope'
  | 'unsupported_grant_type'
  | 'temporarily_unavailable'

export class OAuthError extends Error {
  readonly error: OAuthErrorCode
  readonly status: number
  /** The client tried HTTP Basic: the answer then names the scheme. */
  readonly basic: boolean

  /** @param description plain ASCII for developers; never a value that was sent */
  constructor(
    error: OAuthErrorCode,
    description: string,
    options: { readonly status?: number; readonly basic?: boolean } = {},
  ) {
    super(description)
    this.error = error
    this.status = options.status ?? (error === 'invalid_client' ? 401 : 400)
    this.basic = options.basic ?? false
  }
}
