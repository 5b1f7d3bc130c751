import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { strToU8, zipSync } from 'fflate'
import { askProbe, beginProbes } from './ask-probe'
import { quantile } from './measure'
import { type BenchServer, withServer } from './with-server'
import { zipfFiles } from './zipf-library'

const FILES = 500
const ZIP_FILES = 40
/** As many as one import may inflate. */
const PER_ZIP = 15
const MB = 1024 * 1024
const TIMES_MORE = 8
const ASK_EVERY_MS = 30

type Load = { name: string; requests: (() => Promise<unknown>)[] }

/**
 * How long a whole server's health takes to answer while much comes in, beside a server that does nothing, and the longest
 * piece of work and wait for a processor of its event loop.
 * @param part only loads whose name has it
 */
export async function measureServer(part = ''): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'loadout-bench-'))
  const endProbes = beginProbes(folder)
  try {
    await withServer(folder, async (server) => {
      endProbes()
      console.log(
        `\n${'health of a server, in ms'.padEnd(50)}     p50     p99     max | idle server p99     max |  loop works   waits |  taken seconds`,
      )
      for (const load of loadsOf(server)) if (load.name.includes(part)) await measure(server, folder, load)
    })
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 40, retryDelay: 500 })
  }
}

function loadsOf({ send }: BenchServer): Load[] {
  const files = (from: number) => zipfFiles(from + FILES).slice(from)
  const importOf = (contents: { path: string; content: string; encoding?: 'base64' }[]) => () =>
    send('POST', 'modules/import', { files: contents })
  const prose = zipfFiles(1_200)
    .map(({ content }) => content)
    .join('\n\n')
  const textOf = (bytes: number, name: string) =>
    `# ${name}\n\n${prose.repeat(Math.ceil(bytes / prose.length)).slice(0, bytes)}`
  const large = (n: number) => importOf([{ path: `large-${n}.md`, content: textOf(4.9 * MB, `Large ${n}`) }])
  const zips = Array.from({ length: Math.ceil(ZIP_FILES / PER_ZIP) }, (_, zip) => {
    const count = Math.min(PER_ZIP, ZIP_FILES - zip * PER_ZIP)
    const entries = Array.from({ length: count }, (_, i) => [
      `z-${zip}-${i}.md`,
      strToU8(textOf(4 * MB, `Z ${zip} ${i}`)),
    ])
    const content = Buffer.from(zipSync(Object.fromEntries(entries), { level: 1 })).toString('base64')
    return importOf([{ path: `${zip}.zip`, content, encoding: 'base64' }])
  })
  const many = Array.from({ length: TIMES_MORE }, (_, n) => [importOf(files((n + 2) * FILES)), large(n + 2)]).flat()
  return [
    { name: 'nothing comes in', requests: [() => sleep(5_000)] },
    { name: `${FILES} files`, requests: [importOf(files(0))] },
    { name: 'a module of 5 MB', requests: [large(0)] },
    {
      name: `${ZIP_FILES} × 4 MB in ${zips.length} zips, 500 files, 5 MB`,
      requests: [...zips, importOf(files(FILES)), large(1)],
    },
    { name: `${TIMES_MORE} × 500 files and ${TIMES_MORE} × 5 MB at once`, requests: many },
  ]
}

type Asked = { times: number[]; unanswered: number; reference: number[] }

async function measure({ url }: BenchServer, folder: string, { name, requests }: Load): Promise<void> {
  await askProbe(folder)
  const start = performance.now()
  const asker = new Worker(new URL('../health-asker.mjs', import.meta.url), {
    workerData: { url, everyMs: ASK_EVERY_MS },
  })
  const outcomes = await Promise.allSettled(requests.map((request) => request()))
  const seconds = (performance.now() - start) / 1_000
  asker.postMessage('over')
  const [{ times, unanswered, reference }] = (await once(asker, 'message')) as [Asked]
  const { longestMs, longestWaitMs } = await askProbe(folder)
  const taken = outcomes.filter(({ status }) => status === 'fulfilled').length
  const column = (width: number, value: number) => value.toFixed(1).padStart(width)
  console.log(
    [
      `${name.padEnd(50)}${column(8, quantile(times, 0.5))}${column(8, quantile(times, 0.99))}${column(8, Math.max(...times))}`,
      `${column(15, quantile(reference, 0.99))}${column(8, Math.max(...reference))}`,
      `${column(12, longestMs)}${column(8, longestWaitMs)}`,
      `${`${taken}/${outcomes.length}`.padStart(6)}${column(8, seconds)}`,
    ].join(' | '),
  )
  if (unanswered > 0) console.log(`  no answer from health: ${unanswered} times`)
  const refused = outcomes.flatMap((each) => (each.status === 'rejected' ? [String(each.reason).slice(0, 80)] : []))
  for (const reason of new Set(refused)) console.log(`  refused: ${reason}`)
}
