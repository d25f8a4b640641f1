/**
 * Decodes base64 (RFC 4648 section 4) that is canonical: padded, no spaces, no stray bits, so that the same bytes
 * have one spelling only. Anything else gives undefined.
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}

/** The same for exactly `size` bytes; text of another length is not even decoded. */
export function decodeBase64Of(size: number, text: string): Uint8Array | undefined {
  if (text.length !== Math.ceil(size / 3) * 4) return undefined
  const bytes = decodeBase64(text)
  return bytes?.length === size ? bytes : undefined
}

export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}
