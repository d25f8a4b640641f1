/**
 * The life of a platform in which every operation of the route table is called, one file a face. A new route needs a
 * call in its face's file; the driver test names those that have none.
 */
import { driveConsumer } from './consumer-scenario.js'
import { driveControl } from './control-scenario.js'
import { createDriver, type Driver } from './driver.js'
import { driveEnterprise } from './enterprise-scenario.js'
import { driveOperator } from './operator-scenario.js'
import { drivePublic } from './public-scenario.js'

const parts: readonly ((driver: Driver) => Promise<void>)[] = [
  driveEnterprise,
  driveOperator,
  drivePublic,
  driveConsumer,
  driveControl,
]

export async function drive(driver: Driver): Promise<void> {
  for (const part of parts) await part(driver)
}

export async function runScenario(): Promise<Driver> {
  const driver = createDriver()
  await drive(driver)
  await driver.platform.close()
  return driver
}
