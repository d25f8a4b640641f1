import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { type DeliveryFaultInput, deliveryEffects } from '../../../src/platform/faults/delivery-fault.js'
import { type FaultInput, requestEffects } from '../../../src/platform/faults/request-fault.js'

const docs = fileURLToPath(new URL('../../../docs/', import.meta.url))

it.each(['faults.md', 'faults.zh-CN.md'])('docs/%s lists all that a fault can do', (name) => {
  const page = readFileSync(docs + name, 'utf8')
  const members: (keyof FaultInput | keyof DeliveryFaultInput)[] = [...requestEffects, ...deliveryEffects]
  for (const member of members) expect(page).toContain(`\`${member}`)
})
