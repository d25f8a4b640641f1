const chunkBytes = 64 * 1024

/**
 * 1 MiB in 16 pieces. An undici agent holds at most three at once: one in its stream, one in the socket's buffer, one
 * with the kernel.
 */
const ringLength = 16

/**
 * Reads a file piece by piece. With `recycle` the memory of a piece serves again 16 pieces later: left to the garbage
 * collector, a file of 20 MB stays in memory whole, since V8 does not clear buffers away before 32 MiB of them are
 * dead.
 */
export async function* readFileChunks(path: string, recycle: boolean): AsyncGenerator<Uint8Array> {
  const { open } = await import('node:fs/promises')
  const ring: Buffer[] = []
  const file = await open(path)
  try {
    for (let turn = 0; ; turn += 1) {
      const place = turn % ringLength
      const buffer = (recycle ? ring[place] : undefined) ?? Buffer.allocUnsafeSlow(chunkBytes)
      ring[place] = buffer
      let filled = 0
      while (filled < chunkBytes) {
        const { bytesRead } = await file.read(buffer, filled, chunkBytes - filled)
        if (bytesRead === 0) break
        filled += bytesRead
      }
      if (filled > 0) yield buffer.subarray(0, filled)
      if (filled < chunkBytes) return
    }
  } finally {
    await file.close()
  }
}
