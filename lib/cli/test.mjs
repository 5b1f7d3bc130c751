// npm test, from a fresh clone on: plain Node 20. Every stage runs, whatever the ones before it said.
import { rmSync } from 'node:fs'
import { buildWhenStale } from './prepare/build.mjs'
import { ensureChromium } from './prepare/chromium.mjs'
import { toClosingLine } from './prepare/count-journeys.mjs'
import { fail } from './prepare/fail.mjs'
import { generateWhenStale } from './prepare/generate.mjs'
import { installWhenStale } from './prepare/install.mjs'
import { runPlaywright, runVerify, runVitest } from './prepare/runners.mjs'

const stages = [
  ['verify', runVerify],
  ['unit and integration', () => runVitest(['unit', 'integration'])],
  ['build', runBuild],
  ['lifecycle', () => runVitest(['lifecycle'])],
  ['end-to-end', runPlaywright],
]

try {
  await installWhenStale()
  await generateWhenStale()
  await ensureChromium()
} catch (error) {
  fail(error)
}
rmSync('test-results', { recursive: true, force: true })

const total = { passed: 0, failed: 0, flaky: [] }
for (const [name, run] of stages) {
  const start = performance.now()
  console.log(`\n── ${name} ──`)
  const {
    passed,
    failed,
    flaky = [],
  } = await run().catch((error) => {
    console.error(error?.stack ?? error)
    return { passed: 0, failed: 1 }
  })
  total.passed += passed
  total.failed += failed
  total.flaky.push(...flaky)
  console.log(`── ${name}: ${passed} passed, ${failed} failed, ${Math.round((performance.now() - start) / 1000)} s`)
}
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
console.log(`\n${toClosingLine(total)}`)

async function runBuild() {
  await buildWhenStale()
  return { passed: 1, failed: 0 }
}
