/** Hosts that never leave this machine: RFC 6761 section 6.3, RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  )
}

/** Ends the sentence about an option that is absent, or empty as an unset variable of a shell leaves it. */
export const missing =
  'is missing; if it comes from the environment, the variable is not set or empty; if from a promise, await it'

/** https, or http to loopback, or http at all where that was allowed. */
export function isSafe({ protocol, hostname }: URL, allowInsecureHttp: boolean): boolean {
  return protocol === 'https:' || (protocol === 'http:' && (allowInsecureHttp || isLoopback(hostname)))
}

/** Reads an address of the platform; `problem` ends the sentence that begins with the option's name. */
export function readOrigin(
  value: string | URL,
  { allowInsecureHttp, allowPath = false }: { allowInsecureHttp: boolean; allowPath?: boolean },
): { readonly origin: string } | { readonly problem: string } {
  if (value === undefined || value === '') return { problem: missing }
  const text = String(value)
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) {
    return { problem: 'must be an address such as https://platform.example' }
  }
  if (url.username || url.password) return { problem: 'must not hold a user name or password' }
  if (url.search || url.hash || text.endsWith('?') || text.endsWith('#')) {
    return { problem: 'must not have a query or fragment' }
  }
  if (!allowPath && url.pathname !== '/') {
    return { problem: `must be an origin without a path, such as ${url.origin}` }
  }
  if (!isSafe(url, allowInsecureHttp)) {
    return {
      problem:
        'must be https (http to loopback only, unless allowInsecureHttp is true: tokens would travel in the clear)',
    }
  }
  return { origin: url.origin }
}
