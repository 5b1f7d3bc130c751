import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { countJourneys } from './count-journeys.mjs'
import { pinnedNode, root } from './node.mjs'

/** One point for each check of verify. */
export async function runVerify() {
  const lines = []
  const code = await run(['lib/cli/verify.mjs'], {}, (line) => lines.push(line))
  const passed = lines.filter((line) => line.startsWith('✓')).length
  const failed = lines.filter((line) => line.startsWith('✗')).length
  return settle(code, { passed, failed })
}

export async function runVitest(projects) {
  const file = `test-results/vitest-${projects.join('-')}.json`
  const code = await run([
    'node_modules/vitest/vitest.mjs',
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const report = readReport(file)
  return settle(code, { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 })
}

export async function runPlaywright() {
  const port = String(await freePort())
  const code = await run(['node_modules/@playwright/test/cli.js', 'test'], { E2E_PORT: port })
  const report = readReport('test-results/e2e.json')
  return settle(code, report ? countJourneys(report) : { passed: 0, failed: 0 })
}

/** A runner that failed without a failed test crashed, and one without any test did not do its work. */
function settle(code, { passed, failed, flaky = [] }) {
  const isUnexplained = failed === 0 && (code !== 0 || passed === 0)
  return { passed, failed: isUnexplained ? 1 : failed, flaky }
}

function readReport(file) {
  const full = join(root, file)
  return existsSync(full) ? JSON.parse(readFileSync(full, 'utf8')) : null
}

function run(args, env = {}, onLine) {
  return new Promise((done) => {
    const child = spawn(pinnedNode(), args, {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let rest = ''
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk)
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) onLine?.(line)
    })
    child.on('error', () => done(1))
    child.on('close', (code) => done(code ?? 1))
  })
}

function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer().once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })
}
