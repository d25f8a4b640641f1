/** What faults do to a delivery: its event before it is signed, its bytes after. */
import type { DeliveryFaultInput } from '../faults/delivery-fault.js'

/** The event as the fault wants it told. */
export function disturbEvent(
  text: string,
  { type, apiVersion, padToBytes }: Pick<DeliveryFaultInput, 'type' | 'apiVersion' | 'padToBytes'>,
): string {
  const event = {
    ...JSON.parse(text),
    ...(type === undefined ? {} : { type }),
    ...(apiVersion === undefined ? {} : { apiVersion }),
  }
  const told = JSON.stringify(event)
  const padding = ',"padding":""'.length
  const missing = (padToBytes ?? 0) - Buffer.byteLength(told) - padding
  return missing < 0 ? told : `${told.slice(0, -1)},"padding":"${'0'.repeat(missing)}"}`
}

/** One letter more in the first name of a member: still JSON, and no longer what was signed. */
export const corrupt = (body: string): string => body.replace('"', '"x')
