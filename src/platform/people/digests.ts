/** What is kept in place of a secret. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Core } from '../core.js'

/** Of something that cannot be guessed. @returns hexadecimal SHA-256 */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Of something that can be guessed (a phone, six digits): nobody can without the platform's secret. */
export function keyedDigest({ referenceSecret }: Pick<Core, 'referenceSecret'>, ...parts: string[]): string {
  return createHmac('sha256', referenceSecret).update(JSON.stringify(parts)).digest('hex')
}

/** Compares digests of one length without telling by its time where they differ. */
export function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
