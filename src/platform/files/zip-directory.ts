/** Names in a zip file, read from its central directory (APPNOTE 6.3.10 section 4.3); nothing is unpacked. */

/** More than any document has; a directory that claims more is not read on. */
const maxEntries = 10_000
const endSignature = 0x06054b50
const entrySignature = 0x02014b50
/** Fixed part of the end record, and the longest comment that may follow it. */
const endLength = 22
const maxComment = 0xffff

export function listZip(data: Uint8Array): string[] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const end = findEnd(view)
  if (end === undefined) return []
  const names: string[] = []
  let offset = view.getUint32(end + 16, true)
  const count = Math.min(view.getUint16(end + 10, true), maxEntries)
  for (let index = 0; index < count; index += 1) {
    if (offset + 46 > end || view.getUint32(offset, true) !== entrySignature) return []
    const length = view.getUint16(offset + 28, true)
    const rest = view.getUint16(offset + 30, true) + view.getUint16(offset + 32, true)
    names.push(
      Buffer.from(data.buffer, data.byteOffset + offset + 46, Math.min(length, end - offset - 46)).toString(),
    )
    offset += 46 + length + rest
  }
  return names
}

function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - endLength
  for (let offset = last; offset >= Math.max(0, last - maxComment); offset -= 1) {
    if (view.getUint32(offset, true) === endSignature) return offset
  }
  return undefined
}
