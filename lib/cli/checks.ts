import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { AppError } from '@/lib/errors'
import { callLoadout, runChecks } from './checks/run-checks'
import { tellRun } from './checks/tell-run'
import { toJUnit } from './checks/to-junit'

const USAGE =
  'npm run --silent checks -- --set NAME|FILE.yaml [--release ID] [--url URL] [--key KEY] [--junit OUT.xml] [--timeout SECONDS]'

/** Exit codes: every check holds, one fails, or there is nothing to say. */
const [HOLDS, FAILS, COULD_NOT_RUN] = [0, 1, 2] as const

/** Holds a query set of a running Loadout against a release, for other programs to read. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      set: { type: 'string' },
      release: { type: 'string' },
      url: { type: 'string', default: process.env.LOADOUT_URL || `http://localhost:${process.env.PORT || 3000}` },
      key: { type: 'string', default: process.env.LOADOUT_KEY },
      junit: { type: 'string' },
      timeout: { type: 'string', default: '600' },
    },
  })
  const seconds = Number(values.timeout)
  if (!values.set) throw new AppError('VALIDATION', `Name the set: ${USAGE}`)
  if (!values.key) throw new AppError('VALIDATION', `Give a key, or set LOADOUT_KEY: ${USAGE}`)
  if (!(seconds > 0)) throw new AppError('VALIDATION', 'Give the timeout in seconds, more than 0.')
  const isFile = /\.ya?ml$/i.test(values.set)
  if (isFile && !existsSync(values.set)) throw new AppError('NOT_FOUND', `There is no file ${values.set}.`)
  const { set, run } = await runChecks(callLoadout(values.url, values.key), {
    ...(isFile ? { content: readFileSync(values.set, 'utf8') } : { named: values.set }),
    ...(values.release === undefined ? {} : { release: values.release }),
    deadlineMs: seconds * 1000,
  })
  if (values.junit) writeFileSync(values.junit, toJUnit(set.name, run))
  process.stdout.write(tellRun(set.name, run))
  if (run.failed > 0) return FAILS
  return run.status === 'done' && run.broken === 0 && run.held > 0 ? HOLDS : COULD_NOT_RUN
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = COULD_NOT_RUN
}
