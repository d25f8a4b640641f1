/** File types of the contract: extension and content type, the first of several being the one that is used. */
const types: readonly (readonly [string, string])[] = [
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['png', 'image/png'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['heic', 'image/heic'],
  ['pdf', 'application/pdf'],
  ['mp3', 'audio/mpeg'],
  ['m4a', 'audio/mp4'],
  ['aac', 'audio/aac'],
  ['amr', 'audio/amr'],
  ['wav', 'audio/wav'],
  ['mp4', 'video/mp4'],
  ['mov', 'video/quicktime'],
  ['txt', 'text/plain'],
  ['csv', 'text/csv'],
  ['doc', 'application/msword'],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xls', 'application/vnd.ms-excel'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
]

/** By the end of a file's name. */
export function contentTypeOf(filename: string): string | undefined {
  const extension = /\.([A-Za-z0-9]{1,5})$/.exec(filename)?.[1]?.toLowerCase()
  return types.find(([known]) => known === extension)?.[1]
}

/** Without its dot; `bin` for what the contract does not know. */
export function extensionOf(contentType: string): string {
  const [type = ''] = contentType.toLowerCase().split(';')
  return types.find(([, known]) => known === type.trim())?.[0] ?? 'bin'
}
