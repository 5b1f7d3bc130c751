import { pinnedNode, runToEnd } from './node.mjs'
import { hashOf, onceFor } from './stamp.mjs'

const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'instrumentation.ts',
  'next.config.ts',
  'package-lock.json',
  'package.json',
  'postcss.config.mjs',
  'prisma/schema.prisma',
  'proxy.ts',
  'tsconfig.json',
]

const isPartOfBuild = (file) => !/\.test\.tsx?$/.test(file) && !file.startsWith('lib/cli/')

/** Builds the production server when a source changed since the last build. */
export async function buildWhenStale() {
  const distDir = process.env.NEXT_DIST_DIR || '.next'
  await onceFor(`${distDir}/.loadout-built`, hashOf(SOURCES, isPartOfBuild), async () => {
    process.stderr.write('Building (only after changes, about half a minute) …\n')
    await runToEnd(pinnedNode(), ['node_modules/next/dist/bin/next', 'build'], {
      what: 'The build',
      env: { NODE_ENV: 'production' },
    })
  })
}
