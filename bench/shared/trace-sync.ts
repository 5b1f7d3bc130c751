import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BenchServer, withServer } from './with-server'

const PUBLISHES = 5
const CALLS = 'trace=read,recvfrom,write,writev,sendto,sendmsg,fdatasync,fsync'

/** Publishes over HTTP on a server whose system calls are traced, and prints for each what was synced before its response. */
export async function traceSync(): Promise<void> {
  if (spawnSync('strace', ['-V']).status !== 0) throw new Error('This needs strace: apt-get install strace.')
  const folder = mkdtempSync(join(tmpdir(), 'loadout-trace-'))
  const trace = join(folder, 'trace')
  const traced = ['strace', '-f', '-qq', '-s', '48', '-o', trace, '-e', CALLS]
  const publishAll = async ({ send }: BenchServer) => {
    await send('POST', 'modules/import', { files: [{ path: 'traced.md', content: '# Traced\n\nText.\n' }] })
    for (let n = 1; n <= PUBLISHES; n++) await send('PUT', 'modules/traced', { body: `# Traced\n\nText ${n}.\n` })
  }
  await withServer(folder, publishAll, { before: traced })
  report(readFileSync(trace, 'utf8').split('\n'))
  // the server may still be writing out
  rmSync(folder, { recursive: true, force: true, maxRetries: 40, retryDelay: 500 })
}

/** One process answers, another one syncs: the trace is in the order in which the calls were made. */
function report(calls: string[]): void {
  console.log('\npublish over HTTP      synced before the response')
  let from = 0
  for (let n = 1; n <= PUBLISHES; n++) {
    const asked = calls.findIndex((call, at) => at >= from && call.includes('"PUT /api/v1/modules/traced'))
    const answered = calls.findIndex((call, at) => at > asked && call.includes('"HTTP/1.1 200'))
    const between = asked < 0 || answered < 0 ? [] : calls.slice(asked, answered)
    const synced = between.filter((call) => /f(data)?sync(\(\d+\)| resumed>\))\s+= 0/.test(call)).length
    console.log(`${String(n).padEnd(23)}${synced === 0 ? 'NOTHING' : `${synced} × fdatasync`}`)
    if (synced === 0) process.exitCode = 1
    from = answered + 1
  }
}
