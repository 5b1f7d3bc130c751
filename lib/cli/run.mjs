// Plain Node 20: runs a TypeScript program of this checkout on the pinned Node, installing and generating when needed.
import { spawn } from 'node:child_process'
import { fail } from './prepare/fail.mjs'
import { generateWhenStale } from './prepare/generate.mjs'
import { installWhenStale } from './prepare/install.mjs'
import { pinnedNode, tsxArguments } from './prepare/node.mjs'

try {
  await installWhenStale()
  await generateWhenStale()
} catch (error) {
  fail(error)
}
const [program, ...rest] = process.argv.slice(2)
if (program !== '--generate') {
  const child = spawn(pinnedNode(), [...tsxArguments, program, ...rest], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => {
    process.exitCode = code ?? 1
  })
}
