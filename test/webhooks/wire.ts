/** For tests over sockets, and for those whose timers stand still. */
import type { Server } from 'node:http'

/** Of a server that listens. */
export function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** Waits without timers. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}
