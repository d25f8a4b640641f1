/** File names in `Content-Disposition` (RFC 6266), in the encoding that carries Chinese (RFC 8187). */

/** @param filename well-formed text */
export function writeContentDisposition(filename: string): string {
  // encodeURIComponent leaves !'()*-._~ as they are; RFC 8187 section 3.2.1 allows no '()* among them.
  const encoded = encodeURIComponent(filename).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename*=UTF-8''${encoded}`
}

/** The name as it was sent: something to show, never a path. Null when there is none. */
export function readFilename(header: string | undefined): string | null {
  if (header === undefined) return null
  const encoded = /;\s*filename\*=utf-8'[A-Za-z-]{0,20}'([\w%!#$&+.^`|~-]{1,4000})\s*(?:;|$)/i.exec(
    header,
  )?.[1]
  if (encoded !== undefined) {
    try {
      return decodeURIComponent(encoded)
    } catch {
      return null
    }
  }
  return /;\s*filename="([^"\\]{1,1000})"/i.exec(header)?.[1] ?? null
}
