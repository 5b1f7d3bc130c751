import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** `npm run bench`: every `bench:*` script of package.json in turn, and at the end which of them failed. */
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
const names = Object.keys(scripts).filter((name) => name.startsWith('bench:'))
const failed: string[] = []
for (const name of names) {
  console.log(`\n══ ${name} ${'═'.repeat(Math.max(0, 100 - name.length))}\n`)
  const start = performance.now()
  const { status } = spawnSync('npm', ['run', '--silent', name], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) failed.push(name)
  console.log(
    `\n(${name}: ${status === 0 ? 'done' : `failed with code ${status}`}, ${((performance.now() - start) / 1_000).toFixed(0)} s)`,
  )
}
console.log(
  `\n${names.length - failed.length} of ${names.length} benchmarks ran${failed.length > 0 ? `; failed: ${failed.join(', ')}` : ''}.`,
)
process.exitCode = failed.length > 0 ? 1 : 0
