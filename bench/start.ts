import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { quantile } from './shared/measure'
import { type BenchServer, withServer } from './shared/with-server'
import { zipfFiles, zipfQueries } from './shared/zipf-library'

/**
 * `npm run bench:start [-- MODULES]`: a production server is filled, ended and started again, a few times: when health
 * answers, how long the first composition takes at that moment or a little later, and how long one takes in the end.
 */

const MODULES = 1_000
const FILES_PER_IMPORT = 250
const STARTS = 2
/** After the first answer of health. */
const MOMENTS_MS = [0, 15_000]
const RUNS = 40

async function main(): Promise<void> {
  const modules = Number(process.argv[2]) || MODULES
  const folder = mkdtempSync(join(tmpdir(), 'loadout-bench-'))
  try {
    let key = ''
    await withServer(folder, async (server) => {
      key = server.key
      await fill(server, modules)
    })
    console.log(
      `\n${modules.toLocaleString('en')} modules${' '.repeat(20)}healthy   first   second   median of ${RUNS}`,
    )
    for (let start = 0; start < STARTS; start++) {
      for (const moment of MOMENTS_MS) {
        const begun = performance.now()
        await withServer(
          folder,
          async (server) => {
            const healthy = performance.now() - begun
            await sleep(moment)
            const times: number[] = []
            for (const query of zipfQueries(RUNS, 10 + start)) {
              const asked = performance.now()
              await server.send('POST', 'compose', { query })
              times.push(performance.now() - asked)
            }
            const [first = 0, second = 0] = times
            const cells = [first, second, quantile(times, 0.5)].map((ms) => `${ms.toFixed(0)} ms`.padStart(9)).join('')
            console.log(
              `asked ${moment} ms after health`.padEnd(33) + `${(healthy / 1_000).toFixed(1)} s`.padStart(8) + cells,
            )
          },
          { key, pollMs: 10 },
        )
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 40, retryDelay: 500 })
  }
}

async function fill({ send }: BenchServer, modules: number): Promise<void> {
  const files = zipfFiles(modules)
  for (let at = 0; at < modules; at += FILES_PER_IMPORT) {
    await send('POST', 'modules/import', { files: files.slice(at, at + FILES_PER_IMPORT) })
  }
  for (let isBusy = true; isBusy; ) {
    await sleep(1_000)
    const { counts } = (await send('GET', 'jobs')) as { counts: { waiting: number; running: number } }
    isBusy = counts.waiting + counts.running > 0
  }
}

await main()
