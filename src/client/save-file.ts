/** Writes a file whole or not at all, and over nothing. */
import { FileError } from '../errors.js'
import type { ByteStream } from './wire.js'

export interface Destination {
  readonly folder: string
  /** Null: into the folder, under a name that the caller makes. */
  readonly name: string | null
  readonly overwrite: boolean
}

/** @throws FileError when the file exists already, before anything is downloaded */
export async function planFile(to: string, overwrite: boolean): Promise<Destination> {
  const [{ stat, lstat, mkdir }, { resolve, dirname, basename }] = await Promise.all([
    import('node:fs/promises'),
    import('node:path'),
  ])
  const path = resolve(to)
  const isFolder = await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  )
  if (/[/\\]$/.test(to) || isFolder) {
    await mkdir(path, { recursive: true }).catch(fail)
    return { folder: path, name: null, overwrite }
  }
  const exists = await lstat(path).then(
    () => true,
    () => false,
  )
  if (exists && !overwrite) throw alreadyThere()
  return { folder: dirname(path), name: basename(path), overwrite }
}

/**
 * @returns where it is, and how many bytes it has
 * @throws FileError, and whatever `bytes` throws; nothing is left behind then
 */
export async function saveFile(
  { folder, overwrite }: Destination,
  name: string,
  bytes: ByteStream,
): Promise<{ path: string; size: number }> {
  const [{ open, link, rename, unlink, copyFile, constants }, { join }] = await Promise.all([
    import('node:fs/promises'),
    import('node:path'),
  ])
  const path = join(folder, name)
  // Short: the target's own name may be as long as the file system allows.
  const temporary = join(folder, `.tousu-${crypto.randomUUID().slice(0, 8)}`)
  // Exclusive, so that nobody's link is followed; for the owner only, as it is personal data.
  const file = await open(temporary, 'wx', 0o600).catch(fail)
  let size = 0
  try {
    try {
      for await (const chunk of bytes) {
        await file.writeFile(chunk).catch(fail)
        size += chunk.byteLength
      }
    } finally {
      await file.close()
    }
    if (overwrite) await rename(temporary, path).catch(fail)
    else await link(temporary, path).catch(copyInstead)
  } finally {
    await unlink(temporary).catch(() => {})
  }
  return { path, size }

  /** Some file systems (FAT, some network shares) have no links. */
  async function copyInstead(cause: unknown): Promise<void> {
    if (readCode(cause) === 'EEXIST') throw alreadyThere(cause)
    await copyFile(temporary, path, constants.COPYFILE_EXCL).catch((error: unknown) => {
      throw readCode(error) === 'EEXIST' ? alreadyThere(error) : fail(error)
    })
  }
}

function alreadyThere(cause?: unknown): FileError {
  return new FileError('The file exists already: give another `to`, or overwrite: true.', { cause })
}

function fail(cause: unknown): never {
  throw new FileError(
    `The file cannot be written (${readCode(cause)}): check that the folder exists and may be written to.`,
    { cause },
  )
}

function readCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason'
}
