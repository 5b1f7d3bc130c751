import { checkHostNode, runToEnd } from './node.mjs'
import { hashOf, onceFor } from './stamp.mjs'

/** `npm ci` when nothing is installed yet or the lock changed since. */
export async function installWhenStale() {
  checkHostNode()
  await onceFor('node_modules/.loadout-installed', hashOf(['package-lock.json']), async () => {
    process.stderr.write('Installing dependencies (once, about a minute) …\n')
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    await runToEnd(npm, ['ci', '--no-audit', '--no-fund'], { what: 'Installing the dependencies' })
  })
}
