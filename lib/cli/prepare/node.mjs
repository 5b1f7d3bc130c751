import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PrepareError } from './fail.mjs'

export const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[\\/]$/, '')
const OLDEST_HOST = [20, 0]
const OLDEST_RUNTIME = [22, 12]

export const tsxArguments = ['--disable-warning=ExperimentalWarning', '--import', 'tsx']

/** The Node that npm start needs before anything is installed. */
export function checkHostNode(version = process.versions.node) {
  if (isOlder(version, OLDEST_HOST))
    throw new PrepareError(
      `Loadout needs Node 20 or newer, and this is ${version}: install a newer one from nodejs.org.`,
    )
}

/** The Node that everything after the installation runs on: the pinned one, or the host's where there is none. */
export function pinnedNode() {
  const pinned = join(root, 'node_modules', '.bin', 'node')
  if (process.platform !== 'win32' && existsSync(pinned)) return pinned
  if (isOlder(process.versions.node, OLDEST_RUNTIME))
    throw new PrepareError(
      `Loadout needs Node 22.12 or newer on ${process.platform}-${process.arch}, and this is ${process.versions.node}: install a newer one from nodejs.org.`,
    )
  return process.execPath
}

/** Runs a program to its end; its output is shown only when it fails, unless `show` is set. */
export function runToEnd(command, args, { env = {}, show = false, what } = {}) {
  return new Promise((done, failed) => {
    const output = []
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    })
    child.stdout?.on('data', (chunk) => output.push(chunk))
    child.stderr?.on('data', (chunk) => output.push(chunk))
    child.on('error', (error) => failed(new PrepareError(`${what} could not start: ${error.message}`)))
    child.on('close', (code, signal) => {
      if (code === 0) return done()
      process.stderr.write(Buffer.concat(output))
      failed(new PrepareError(`${what} failed (${signal ?? `exit code ${code}`}); see above.`))
    })
  })
}

export function hasCommand(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0
}

function isOlder(version, [major, minor]) {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number)
  return ownMajor < major || (ownMajor === major && ownMinor < minor)
}
