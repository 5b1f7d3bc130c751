// Plain Node 20: on a fresh clone this runs before anything is installed.
import { spawn } from 'node:child_process'
import { buildWhenStale } from './prepare/build.mjs'
import { fail } from './prepare/fail.mjs'
import { generateWhenStale } from './prepare/generate.mjs'
import { installWhenStale } from './prepare/install.mjs'
import { pinnedNode, root, tsxArguments } from './prepare/node.mjs'
import { checkPort } from './prepare/port.mjs'

const isDev = process.argv.includes('--dev')

try {
  await installWhenStale()
  await checkPort()
  await generateWhenStale()
  if (!isDev) await buildWhenStale()
  serve(pinnedNode())
} catch (error) {
  fail(error)
}

/** The server; it ends with this process, because it watches the channel between the two. */
function serve(node) {
  const child = spawn(node, ['--env-file-if-exists=.env', ...tsxArguments, 'lib/cli/serve.ts'], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: isDev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  // Ctrl-C reaches the whole group; a signal sent to this process alone is passed on
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
}
