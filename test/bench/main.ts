/** Runs every benchmark beside it, or those named, and prints one table: `npm run bench -- calendar`. */
import { readdirSync } from 'node:fs'

/** One line of the table. */
export interface Measurement {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What `value` must reach. */
  readonly atLeast?: number
  /** What `value` must not pass. */
  readonly atMost?: number
}

function judge({ value, atLeast, atMost }: Measurement): string {
  if (atLeast === undefined && atMost === undefined) return ''
  return value >= (atLeast ?? value) && value <= (atMost ?? value) ? 'met' : 'MISSED'
}

async function main(names: readonly string[]): Promise<void> {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && file !== 'main.ts')
  const chosen = files.filter((file) => names.length === 0 || names.includes(file.replace('.ts', '')))
  const measurements: Measurement[] = []
  for (const file of chosen) {
    const { bench }: { bench: () => Promise<Measurement[]> } = await import(`./${file}`)
    measurements.push(...(await bench()))
  }
  console.table(
    measurements.map((measurement) => ({
      benchmark: measurement.name,
      measured: measurement.value.toLocaleString('en', { maximumFractionDigits: 1 }),
      unit: measurement.unit,
      goal: (measurement.atLeast ?? measurement.atMost)?.toLocaleString('en') ?? '',
      verdict: judge(measurement),
    })),
  )
  if (measurements.some((measurement) => judge(measurement) === 'MISSED')) process.exitCode = 1
}

await main(process.argv.slice(2))
