/** Text files: UTF-8, GB18030, or UTF-16 with its byte order mark. */

/** Characters that text has no use for; a program or a picture is full of them. */
function hasControls(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === 127 || (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12)) return true
  }
  return false
}

function reads(data: Uint8Array, encoding: string): boolean {
  try {
    return !hasControls(new TextDecoder(encoding, { fatal: true }).decode(data))
  } catch {
    return false
  }
}

/** @param charset as declared; what the bytes are decides when it is absent */
export function isText(data: Uint8Array, charset: string | undefined): boolean {
  if (data[0] === 0xff && data[1] === 0xfe) return reads(data, 'utf-16le')
  if (data[0] === 0xfe && data[1] === 0xff) return reads(data, 'utf-16be')
  switch (charset) {
    case undefined:
      return reads(data, 'utf-8') || reads(data, 'gb18030')
    case 'utf-8':
    case 'utf8':
      return reads(data, 'utf-8')
    case 'gb18030':
    case 'gbk':
    case 'gb2312':
      return reads(data, 'gb18030')
    default:
      return false
  }
}
