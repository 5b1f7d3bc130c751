import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { strToU8, zipSync } from 'fflate'
import { quantile } from './measure'
import { type BenchServer, withServer } from './with-server'
import { zipfFiles } from './zipf-library'

const FILES = 500
const ZIP_FILES = 40
/** As many as one import may inflate. */
const PER_ZIP = 15
const MB = 1024 * 1024
const TIMES_MORE = 8
const ASK_EVERY_MS = 50

type Load = { name: string; requests: (() => Promise<unknown>)[] }

/** How long a whole server's health takes to answer, and how long its event loop keeps waiting, while much comes in. */
export async function measureServer(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'loadout-bench-'))
  try {
    await withServer(folder, async (server) => {
      console.log(
        `\n${'health of a server'.padEnd(50)}  p50 ms   p99 ms   max ms    loop p99   loop max   taken   seconds`,
      )
      for (const load of loadsOf(server)) await measure(server, load)
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

type Asked = { times: number[]; unanswered: number; eventLoop?: { p99Ms: number; maxMs: number } }

async function measure({ url }: BenchServer, { name, requests }: Load): Promise<void> {
  const start = performance.now()
  const asker = new Worker(new URL('./health-asker.mjs', import.meta.url), {
    workerData: { url, everyMs: ASK_EVERY_MS },
  })
  const outcomes = await Promise.allSettled(requests.map((request) => request()))
  const seconds = ((performance.now() - start) / 1_000).toFixed(1)
  asker.postMessage('over')
  const [{ times, unanswered, eventLoop }] = (await once(asker, 'message')) as [Asked]
  const taken = outcomes.filter(({ status }) => status === 'fulfilled').length
  const refused = new Set(
    outcomes.flatMap((each) => (each.status === 'rejected' ? [String(each.reason).slice(0, 80)] : [])),
  )
  const numbers = [quantile(times, 0.5), quantile(times, 0.99), Math.max(...times)].map(column(8)).join(' ')
  const ofLoop = [eventLoop?.p99Ms ?? 0, eventLoop?.maxMs ?? 0].map(column(10)).join(' ')
  console.log(
    `${name.padEnd(50)}${numbers}  ${ofLoop}   ${`${taken}/${outcomes.length}`.padStart(5)}   ${seconds.padStart(7)}`,
  )
  if (unanswered > 0) console.log(`  no answer from health: ${unanswered} times`)
  for (const reason of refused) console.log(`  refused: ${reason}`)
}

const column = (width: number) => (value: number) => value.toFixed(1).padStart(width)
