import { dirname, join } from 'node:path'
import { pinnedNode, root, runToEnd } from './node.mjs'
import { hashOf, onceFor } from './stamp.mjs'

const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'instrumentation.ts',
  'instrumentation-node.ts',
  'next.config.mjs',
  'package-lock.json',
  'package.json',
  'postcss.config.mjs',
  'prisma',
  'proxy.ts',
  'tsconfig.json',
]

const isPartOfBuild = (file) => !/\.test\.(tsx?|mjs)$/.test(file)

/** Where the build puts the server that `npm start` runs. */
export const serverProgram = () => `${process.env.NEXT_DIST_DIR || '.next'}/cli/serve.mjs`

/** Where Node keeps what it compiled of the server when that ends, for its next start; a build empties it. */
export const compiledCode = () => join(root, process.env.NEXT_DIST_DIR || '.next', 'compiled')

/** Builds the production server when a source changed since the last build. */
export async function buildWhenStale() {
  const distDir = process.env.NEXT_DIST_DIR || '.next'
  await onceFor(`${distDir}/.loadout-built`, hashOf(SOURCES, isPartOfBuild), async () => {
    process.stderr.write('Building (only after changes, about half a minute) …\n')
    await runToEnd(pinnedNode(), ['node_modules/next/dist/bin/next', 'build'], {
      what: 'The build',
      env: { NODE_ENV: 'production' },
    })
    await bundleServer(dirname(serverProgram()))
  })
}

/** Compiled ahead: translating TypeScript at each start takes seconds. */
function bundleServer(folder) {
  const options = [
    '--bundle',
    '--splitting',
    '--platform=node',
    '--format=esm',
    '--target=node22',
    '--packages=external',
  ]
  const output = ['--alias:@=.', '--entry-names=[name]', '--out-extension:.js=.mjs', '--log-level=warning']
  return runToEnd(
    join('node_modules', '.bin', 'esbuild'),
    [
      'lib/cli/serve.ts',
      'lib/cli/worker.ts',
      'lib/db/embedded/serve-embedded.ts',
      ...options,
      ...output,
      `--outdir=${folder}`,
    ],
    { what: 'Building the server' },
  )
}
