/** Text files: UTF-8, GB18030, or UTF-16 with its byte order mark. */

/** Characters that text has no use for; a program or a picture is full of them. */
function hasControls(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === 127 || (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12)) return true
  }
  return false
}

function decode(data: Uint8Array, encoding: string): string | undefined {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(data)
    return hasControls(text) ? undefined : text
  } catch {
    return undefined
  }
}

/** The parameter `charset` of a content type, in lower case. */
export function charsetOf(contentType: string): string | undefined {
  const parameters = contentType.toLowerCase().split(';').slice(1)
  const given = parameters.map((each) => each.trim()).find((each) => each.startsWith('charset='))
  return given?.slice('charset='.length).replaceAll('"', '')
}

/**
 * The text that the bytes hold, undefined when they are none.
 *
 * @param charset as declared; what the bytes are decides when it is absent
 */
export function readText(data: Uint8Array, charset: string | undefined): string | undefined {
  if (data[0] === 0xff && data[1] === 0xfe) return decode(data, 'utf-16le')
  if (data[0] === 0xfe && data[1] === 0xff) return decode(data, 'utf-16be')
  switch (charset) {
    case undefined:
      return decode(data, 'utf-8') ?? decode(data, 'gb18030')
    case 'utf-8':
    case 'utf8':
      return decode(data, 'utf-8')
    case 'gb18030':
    case 'gbk':
    case 'gb2312':
      return decode(data, 'gb18030')
    default:
      return undefined
  }
}
