// Plain Node 20: on a fresh clone this runs before anything is installed.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildWhenStale, compiledCode, serverProgram } from './prepare/build.mjs'
import { fail } from './prepare/fail.mjs'
import { generateWhenStale } from './prepare/generate.mjs'
import { installWhenStale } from './prepare/install.mjs'
import { keepServing } from './prepare/keep-serving.mjs'
import { keepTsconfig } from './prepare/keep-tsconfig.mjs'
import { pinnedNode, root, tsxArguments } from './prepare/node.mjs'
import { checkPort } from './prepare/port.mjs'

/** Megabytes of each half: collecting the 64 that Node would take keeps the event loop several times as long. */
const YOUNG_SPACE = '--max-semi-space-size=16'

const isDev = process.argv.includes('--dev')

try {
  await installWhenStale()
  await checkPort()
  await generateWhenStale()
  keepTsconfig()
  if (!isDev) await buildWhenStale()
  serve(pinnedNode())
} catch (error) {
  fail(error)
}

/** The server; it ends with this process, because it watches the channel between the two. */
function serve(node) {
  const envFile = existsSync(join(root, '.env')) ? ['--env-file=.env'] : []
  const program = isDev
    ? [...tsxArguments, 'lib/cli/serve.ts']
    : ['--disable-warning=ExperimentalWarning', YOUNG_SPACE, serverProgram()]
  const pass = keepServing((history) =>
    spawn(node, [...envFile, ...program], {
      cwd: root,
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: {
        ...process.env,
        NODE_ENV: isDev ? 'development' : 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        ...(isDev ? {} : { NODE_COMPILE_CACHE: compiledCode() }),
        LOADOUT_SERVER_HISTORY: JSON.stringify(history),
      },
    }),
  )
  // Ctrl-C reaches the whole group; a signal sent to this process alone is passed on
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => pass(signal))
  if (process.env.npm_lifecycle_event) stopWithParent(pass)
}

/** A killed npm leaves its script running; that would keep the port and the data folder. */
function stopWithParent(pass) {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) pass('SIGTERM')
  }, 500).unref()
}
