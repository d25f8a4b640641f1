/**
 * How the contract reads and writes. Reading is tolerant: unknown members are kept, unknown enum values are
 * let through. Writing is strict: unknown members and values are refused with their pointer.
 */
import { z } from 'zod'

/** An enum that the platform may extend: known values complete in an editor, others are strings. */
export type Open<T extends string> = T | (string & {})

/** Schema of an enum as it is read. */
export function openEnum<const V extends readonly [string, ...string[]]>(
  values: V,
): z.ZodType<Open<V[number]>>
export function openEnum(values: readonly string[]): z.ZodType<string> {
  return z.string().meta({ description: `Known values: ${values.join(', ')}. More may be added.` })
}

/**
 * Schema of an object as it is read. Unknown members stay in the value but not in its type, so that a
 * misspelt member is still a type error.
 */
export function readable<S extends z.core.$ZodLooseShape>(shape: S): z.ZodObject<S>
export function readable(shape: z.core.$ZodLooseShape): z.ZodObject {
  return z.looseObject(shape)
}

/** How many Unicode code points `text` has: 𠮷 is one, though JavaScript's `length` says 2. */
export function countCodePoints(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/** Whether a text can be kept and shown as it was sent: no lone surrogate (RFC 8259 section 8.2), no NUL. */
export function isCleanText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

/** Text that somebody wrote: `min` to `max` code points, without lone surrogates and NUL. */
export function text(min: number, max: number): z.ZodString {
  return z
    .string()
    .refine(isCleanText, { message: 'malformed_text', abort: true })
    .check((context) => {
      const length = countCodePoints(context.value)
      const issue = { input: context.value, origin: 'string', inclusive: true } as const
      if (length < min) context.issues.push({ ...issue, code: 'too_small', minimum: min })
      if (length > max) context.issues.push({ ...issue, code: 'too_big', maximum: max })
    })
    .meta({ minLength: min, maxLength: max })
}

/** An id: opaque, URL-safe. */
export const id = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,128}$/)
  .describe('Opaque, URL-safe.')

/** RFC 3339 time with an offset, such as `2026-09-24T15:00:00+08:00`. */
export const dateTime = z.iso.datetime({ offset: true })

/** Calendar date of Asia/Shanghai, `YYYY-MM-DD`. */
export const date = z.iso.date()

/** Lower-case hexadecimal SHA-256. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** A page of a list. `nextCursor` is null on the last one. */
export function page<T extends z.ZodType>(item: T) {
  return readable({ items: z.array(item), nextCursor: z.string().nullable() })
}

/** A number in a query string. */
export function numberInQuery(min: number, max: number) {
  return z.codec(z.string().regex(/^-?\d{1,9}$/), z.int().min(min).max(max), {
    decode: Number,
    encode: String,
  })
}

/** `true` or `false` in a query string. */
export const booleanInQuery = z.codec(z.enum(['true', 'false']), z.boolean(), {
  decode: (value) => value === 'true',
  encode: (value) => (value ? 'true' : 'false'),
})

/** One value or several, separated by commas in the query string. */
export function listInQuery<const V extends readonly string[]>(values: V) {
  const item: z.ZodType<V[number], string> = z.enum(values)
  return z.codec(z.string().max(4_000), z.union([item, z.array(item).min(1).max(50)]), {
    decode: (value) => value.split(','),
    encode: (value) => (Array.isArray(value) ? value.join(',') : value),
  })
}
