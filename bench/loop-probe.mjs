// Loaded into a server before anything else: measures the pieces of work that its event loop does without a pause.
import { readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { PerformanceObserver, performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { isMainThread } from 'node:worker_threads'

const TICK_MS = 1
/** A collection is told some turns of the loop after it was. */
const TOLD_AFTER_MS = 20
const folder = process.env.LOADOUT_BENCH_PROBES

if (folder && isMainThread) {
  // of this thread alone, so that what others do on the machine does not count
  const schedule = `/proc/self/task/${process.pid}/schedstat`
  const read = () => readFileSync(schedule, 'utf8').split(' ').map(Number)
  let [ranBefore, waitedBefore] = read()
  let longestNs = 0
  let longestAt = [0, 0]
  let longestWaitNs = 0
  let lastTick = performance.now()
  setInterval(() => {
    const [ran, waited] = read()
    const tick = performance.now()
    if (ran - ranBefore > longestNs) {
      longestNs = ran - ranBefore
      longestAt = [lastTick, tick]
    }
    lastTick = tick
    longestWaitNs = Math.max(longestWaitNs, waited - waitedBefore)
    ranBefore = ran
    waitedBefore = waited
  }, TICK_MS).unref()

  /** Collections of garbage that this thread waited for. */
  let collections = []
  new PerformanceObserver((list) => collections.push(...list.getEntries())).observe({ entryTypes: ['gc'] })
  const collectedMs = () =>
    collections
      .filter(({ startTime }) => startTime >= longestAt[0] && startTime <= longestAt[1])
      .reduce((sum, { duration }) => sum + duration, 0)

  const socket = join(folder, `${process.pid}.sock`)
  const server = createServer(async (_, response) => {
    await sleep(TOLD_AFTER_MS)
    const longestMs = longestNs / 1e6
    const told = {
      longestMs,
      collectedMs: Math.min(longestMs, collectedMs()),
      longestWaitMs: longestWaitNs / 1e6,
      program: process.argv[1],
    }
    response.end(JSON.stringify(told))
    collections = []
    longestNs = 0
    longestWaitNs = 0
  })
  server.listen(socket).unref()
  process.on('exit', () => rmSync(socket, { force: true }))
}
