import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const alias = { '@': root.replace(/\/$/, ''), 'server-only': `${root}node_modules/server-only/empty.js` }

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          // properties try hundreds of inputs: on a busy machine they take their time
          testTimeout: 30_000,
          // they keep nothing between files: one process runs many, in half of the time
          isolate: false,
          maxWorkers: 2,
          include: ['{lib/engine,lib/models,lib/schemas,components,app,bench}/**/*.test.{ts,tsx}', 'lib/*.test.ts'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['lib/{services,indexing,texts,worker,db,adapters}/**/*.test.ts', 'prisma/**/*.test.ts'],
          globalSetup: 'lib/db/testing/global-setup.ts',
          setupFiles: 'lib/db/testing/one-of-many.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        resolve: { alias },
        test: {
          // starts and kills whole servers of the production build, which `npm test` makes before
          name: 'lifecycle',
          include: ['lib/cli/**/*.test.{ts,mjs}'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // much of it is waiting for servers, each with a port and a data folder of its own
          maxWorkers: 2,
        },
      },
    ],
  },
})
