import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkHostNode, root, runToEnd } from './node.mjs'
import { oneAtATime } from './one-at-a-time.mjs'

/** `npm ci` when what is installed differs from the lock. */
export async function installWhenStale() {
  checkHostNode()
  if (isInstalled()) return
  await oneAtATime(async () => {
    if (isInstalled()) return
    process.stderr.write('Installing dependencies (once, about a minute) …\n')
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    await runToEnd(npm, ['ci', '--no-audit', '--no-fund'], { what: 'Installing the dependencies' })
  })
}

/** npm keeps a copy of the lock of what it installed; packages of other platforms are missing there. */
export function isInstalled() {
  const wanted = readPackages('package-lock.json')
  const installed = readPackages('node_modules/.package-lock.json')
  if (!wanted || !installed) return false
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' ||
      (installed[path] ? installed[path].version === entry.version : Boolean(entry.optional || entry.extraneous)),
  )
}

function readPackages(file) {
  const full = join(root, file)
  return existsSync(full) ? JSON.parse(readFileSync(full, 'utf8')).packages : null
}
