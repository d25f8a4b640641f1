import type { Driver } from './driver.js'

export async function drivePublic({ call }: Driver): Promise<void> {
  await call('retrieveOpenapi')
}
