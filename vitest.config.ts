import { defineConfig } from 'vitest/config'

/** `full` runs the sizes that take minutes; the default tier stays under three minutes on two cores. */
const full = process.env['TOUSU_TIER'] === 'full'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    typecheck: { enabled: true, include: ['test/types/**/*.test-d.ts'], ignoreSourceErrors: true },
    sequence: { shuffle: true },
    // Every core: one is left out by default, which is half of two.
    maxWorkers: '100%',
    testTimeout: full ? 120_000 : 20_000,
    coverage: {
      provider: 'v8',
      include: ['src/**'],
      reporter: ['text', 'json-summary'],
      // What is not covered matters most when something fails.
      reportOnFailure: true,
      thresholds: { 'src/{calendar,contract}/**': { lines: 100, functions: 100 } },
    },
  },
})
