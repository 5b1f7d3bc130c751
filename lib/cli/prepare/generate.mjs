import { pinnedNode, runToEnd } from './node.mjs'
import { hashOf, onceFor } from './stamp.mjs'

/** Generates the database client when the schema changed. */
export async function generateWhenStale() {
  const hash = hashOf(['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'])
  await onceFor('lib/db/generated/.stamp', hash, () =>
    runToEnd(pinnedNode(), ['node_modules/prisma/build/index.js', 'generate'], {
      what: 'Generating the database client',
      // generating needs no schema engine, but looks for one; any program that exists will do
      env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    }),
  )
}
