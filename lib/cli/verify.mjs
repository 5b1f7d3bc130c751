// npm run verify: format, lint, directions of imports, cycles, dead code, types. All of them run; any of them fails it.
import { spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { fail } from './prepare/fail.mjs'
import { generateWhenStale } from './prepare/generate.mjs'
import { installWhenStale } from './prepare/install.mjs'
import { pinnedNode, root } from './prepare/node.mjs'

const CRUISED = [
  'app',
  'components',
  'lib',
  'prisma',
  'bench',
  'e2e',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-node.ts',
]

/** Whose folders must form no cycle. */
const ROOMS = ['engine', 'models', 'texts', 'indexing', 'services', 'worker', 'adapters'].map((room) => `lib/${room}`)

try {
  await installWhenStale()
  await generateWhenStale()
} catch (error) {
  fail(error)
}

const failed = []
// a lane for each of two cores
await Promise.all([checkStructure(), checkTypes()])

console.log(failed.length === 0 ? 'verify: all good' : `verify: ${failed.join(', ')} failed`)
process.exitCode = failed.length === 0 ? 0 : 1

async function checkStructure() {
  await check(
    'directions and cycles',
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', ...CRUISED.filter((path) => existsSync(path))],
    // with a compiler that it does not know, it finds nothing and is content
    (output) => Number(/(\d+) modules/.exec(output)?.[1] ?? 0) > 100 || 'it looked at too few modules',
  )
  await check(
    'cycles of folders',
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    ['--config', '.dependency-cruiser.folders.cjs', '--output-type', 'err-long', ...ROOMS],
    (output) => Number(/(\d+) modules/.exec(output)?.[1] ?? 0) > 100 || 'it looked at too few modules',
  )
  await check('dead code', 'knip/bin/knip.js', [])
}

async function checkTypes() {
  await check('format and lint', '@biomejs/biome/bin/biome', [
    'ci',
    '--error-on-warnings',
    '--colors=off',
    '--max-diagnostics=30',
  ])
  // a development server leaves types of routes behind that are gone
  rmSync('.next/dev/types', { recursive: true, force: true })
  await check('route types', 'next/dist/bin/next', ['typegen'])
  await check('types', '@typescript/native/bin/tsc', ['--noEmit', '-p', 'tsconfig.json'])
}

async function check(name, program, args, accept = () => true) {
  const start = performance.now()
  const { code, output } = await run([`node_modules/${program}`, ...args])
  const verdict = code === 0 ? accept(output) : `exit code ${code}`
  const isGood = verdict === true
  console.log(`${isGood ? '✓' : '✗'} ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`)
  if (isGood) return
  failed.push(name)
  console.log(`${output.trim()}\n${verdict}\n`)
}

function run(args) {
  return new Promise((done) => {
    const output = []
    const child = spawn(pinnedNode(), args, { cwd: root, env: { ...process.env, NO_COLOR: '1' } })
    child.stdout.on('data', (chunk) => output.push(chunk))
    child.stderr.on('data', (chunk) => output.push(chunk))
    child.on('error', (error) => done({ code: 1, output: error.message }))
    child.on('close', (code) => done({ code: code ?? 1, output: Buffer.concat(output).toString() }))
  })
}
