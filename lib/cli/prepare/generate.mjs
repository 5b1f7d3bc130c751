import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PrepareError } from './fail.mjs'
import { pinnedNode, root, runToEnd } from './node.mjs'
import { hashOf, onceFor } from './stamp.mjs'

const CLIENT = 'lib/db/generated'

/** Generates the database client when the schema changed. */
export async function generateWhenStale() {
  const sources = ['prisma/schema', 'prisma.config.ts', 'package-lock.json', 'lib/cli/prepare/generate.mjs']
  await onceFor(`${CLIENT}/.stamp`, hashOf(sources), async () => {
    await runToEnd(pinnedNode(), ['node_modules/prisma/build/index.js', 'generate'], {
      what: 'Generating the database client',
      // generating needs no schema engine, but looks for one; any program that exists will do
      env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    })
    refuseUnknownColumns(join(root, CLIENT, 'internal/prismaNamespace.ts'))
  })
}

/** The client's types let columns through that no model has; with `KnownColumns` the type check names them. */
function refuseUnknownColumns(file) {
  const types = readFileSync(file, 'utf8')
  const checked = types.replaceAll(/(?<=^export type (?:Select)?Subset<T, U> = \{\n.+\n\})/gm, ' & KnownColumns<T, U>')
  if (checked.split('& KnownColumns').length !== 3) {
    throw new PrepareError('The types of the database client have changed: mend refuseUnknownColumns in generate.mjs.')
  }
  writeFileSync(file, `${checked}\nimport type { KnownColumns } from '../../known-columns'\n`)
}
