/** Two evidence files and an attachment, made here: a real PNG and real Chinese text. */
import { crc32, deflateSync } from 'node:zlib'

/** A PNG of one colour, 8-bit RGB (ISO/IEC 15948). */
export function makePng(width: number, height: number, [r, g, b]: readonly [number, number, number]): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length, 0)
    frame.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([r, g, b]))])
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export const screenshot = makePng(320, 180, [0xd7, 0x2c, 0x2c])
export const chatLog = Buffer.from(
  '客服记录\n09:12 用户：会员为什么自动续费了？\n09:15 客服：已为您登记，请耐心等待。\n',
  'utf8',
)
export const refundSlip = makePng(200, 120, [0x2c, 0x8a, 0x4b])
