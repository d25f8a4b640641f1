/** Values that a JSON Schema lets pass, mostly; now and then one that it does not. */
import { z } from 'zod'
import type { Dice } from './dice.js'
import { oddValue } from './odd-values.js'

type Schema = z.core.JSONSchema.BaseSchema

const kept = new WeakMap<z.ZodType, Schema>()

/** The schema of what stands on the wire. */
export function toSchema(schema: z.ZodType): Schema {
  const known = kept.get(schema)
  if (known) return known
  const made: Schema = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' })
  kept.set(schema, made)
  return made
}

/**
 * @param wrong share of the places where an odd value stands, 0–1
 * @param depth how many levels may still be opened
 */
export function makeValue(schema: Schema | boolean, dice: Dice, wrong = 0.1, depth = 6): unknown {
  if (typeof schema === 'boolean' || depth === 0 || dice.chance(wrong)) return oddValue(dice)
  const inner = (each: Schema | boolean) => makeValue(each, dice, wrong, depth - 1)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return dice.pick(schema.enum)
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (choices) return inner(dice.pick(choices))
  switch (schema.type) {
    case 'object':
      return objectOf(schema, dice, inner)
    case 'array': {
      const { items, minItems = 0, maxItems = minItems + 3 } = schema
      const item = Array.isArray(items) ? items[0] : items
      const edges = [minItems, minItems, minItems + 1, maxItems, maxItems + 1, Math.max(0, minItems - 1)]
      const length = Math.min(200, dice.pick(edges))
      return Array.from({ length }, () => inner(item ?? true))
    }
    case 'string':
      return textOf(schema, dice)
    case 'integer':
    case 'number': {
      const { minimum = -5, maximum = 5 } = schema
      return dice.pick([minimum, maximum, minimum - 1, maximum + 1, minimum + 0.5, dice.whole(-9, 9)])
    }
    case 'boolean':
      return dice.chance(0.5)
    case 'null':
      return null
    default:
      return oddValue(dice)
  }
}

function objectOf(
  { properties = {}, required = [], additionalProperties }: Schema,
  dice: Dice,
  inner: (schema: Schema | boolean) => unknown,
): Record<string, unknown> {
  const known = Object.entries(properties)
    .filter(([name]) => dice.chance(required.includes(name) ? 0.97 : 0.6))
    .map(([name, member]) => [name, inner(member)] as const)
  const others =
    typeof additionalProperties === 'object'
      ? Array.from(
          { length: dice.whole(0, 3) },
          (_, index) => [`k${index}`, inner(additionalProperties)] as const,
        )
      : []
  return Object.fromEntries([...known, ...others])
}

function textOf({ format, pattern, minLength = 0, maxLength = minLength + 20 }: Schema, dice: Dice): string {
  if (format === 'date') return dice.pick(['2026-09-24', '2024-02-29', '2026-13-01', '0001-01-01'])
  if (format === 'date-time')
    return dice.pick(['2026-09-24T09:00:00+08:00', '2018-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59'])
  if (pattern?.includes('[0-9]') || pattern?.includes('\\d'))
    return dice.pick(['1', '10012345678', '123456', '000000199001010018', '2026', '-5', '999999999'])
  const lengths = [minLength, minLength + 1, maxLength, maxLength + 1, Math.max(0, minLength - 1)]
  return dice.pick(['退', 'a', '𠮷', '1']).repeat(Math.min(6_000, dice.pick(lengths)))
}
