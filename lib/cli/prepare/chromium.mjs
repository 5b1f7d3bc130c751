import { existsSync } from 'node:fs'
import { hasCommand, pinnedNode, runToEnd } from './node.mjs'

const SYSTEM_CHROMIUM = '/usr/bin/chromium'

/** A browser for the end-to-end tests: Debian's own where that can be installed, else Playwright's. */
export async function ensureChromium() {
  if (existsSync(SYSTEM_CHROMIUM)) return
  if (process.getuid?.() === 0 && hasCommand('apt-get')) {
    process.stderr.write('Installing Chromium …\n')
    const what = 'Installing Chromium'
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await runToEnd('apt-get', ['update'], { what, env })
    await runToEnd('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { what, env })
    return
  }
  await runToEnd(pinnedNode(), ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], {
    what: 'Installing Chromium',
    show: true,
  })
}
