import { writeFile } from 'node:fs/promises'
import { defineConfig } from 'tsup'
import { openapi } from './src/contract/openapi.js'

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    'calendar/index': 'src/calendar/index.ts',
    'conformance/index': 'src/conformance/index.ts',
    'contract/index': 'src/contract/index.ts',
    'inbox/index': 'src/inbox/index.ts',
    'inbox/sqlite': 'src/inbox/sqlite.ts',
    'platform/index': 'src/platform/index.ts',
    'platform/msw': 'src/platform/faces/msw.ts',
    'webhooks/index': 'src/webhooks/index.ts',
    'webhooks/express': 'src/webhooks/express.ts',
    'webhooks/node': 'src/webhooks/node.ts',
  },
  format: 'esm',
  target: 'node20',
  // Shared chunks: one copy of each class in the package, so that `instanceof` holds across entries.
  splitting: true,
  // tsup sets the deprecated `baseUrl` when it makes declarations; TypeScript 6 wants that acknowledged.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  clean: true,
  treeshake: true,
  onSuccess: () => writeFile('dist/openapi.json', JSON.stringify(openapi())),
})
