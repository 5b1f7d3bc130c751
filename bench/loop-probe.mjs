// Loaded into a server before anything else: measures the pieces of work that its event loop does without a pause.
import { readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { isMainThread } from 'node:worker_threads'

const TICK_MS = 1
const folder = process.env.LOADOUT_BENCH_PROBES

if (folder && isMainThread) {
  // of this thread alone, so that what others do on the machine does not count
  const schedule = `/proc/self/task/${process.pid}/schedstat`
  const ranNs = () => Number(readFileSync(schedule, 'utf8').split(' ', 1)[0])
  let before = ranNs()
  let longestNs = 0
  setInterval(() => {
    const now = ranNs()
    longestNs = Math.max(longestNs, now - before)
    before = now
  }, TICK_MS).unref()

  const socket = join(folder, `${process.pid}.sock`)
  const server = createServer((_, response) => {
    response.end(JSON.stringify({ longestMs: longestNs / 1e6, program: process.argv[1] }))
    longestNs = 0
  })
  server.listen(socket).unref()
  process.on('exit', () => rmSync(socket, { force: true }))
}
