import { monitorEventLoopDelay } from 'node:perf_hooks'
import { processWide } from '@/lib/process-wide'

const RESOLUTION_MS = 10
const WINDOW_MS = 60_000

export type EventLoopDelay = {
  /** Milliseconds that something due had to wait: of a hundred such waits the second longest, and the longest. */
  p99Ms: number
  maxMs: number
  /** Seconds that this tells of: one window that is over and what there is of the next. */
  seconds: number
}

type Gauge = {
  histogram: ReturnType<typeof monitorEventLoopDelay>
  startedAt: number
  before: EventLoopDelay | undefined
}

const watched = processWide<{ gauge?: Gauge }>('event loop', () => ({}))

/** Begins to measure how long the event loop of this process keeps what is due waiting. */
export function watchEventLoop(): void {
  if (watched.gauge) return
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  histogram.enable()
  const gauge: Gauge = { histogram, startedAt: performance.now(), before: undefined }
  watched.gauge = gauge
  setInterval(() => {
    gauge.before = read(gauge)
    histogram.reset()
    gauge.startedAt = performance.now()
  }, WINDOW_MS).unref()
}

/** Of the last one to two minutes; undefined where nothing is measured. */
export function eventLoopDelay(): EventLoopDelay | undefined {
  const gauge = watched.gauge
  if (!gauge) return undefined
  const now = read(gauge)
  if (!gauge.before) return now
  return {
    p99Ms: Math.max(now.p99Ms, gauge.before.p99Ms),
    maxMs: Math.max(now.maxMs, gauge.before.maxMs),
    seconds: now.seconds + gauge.before.seconds,
  }
}

function read({ histogram, startedAt }: Gauge): EventLoopDelay {
  return {
    p99Ms: toDelayMs(histogram.percentile(99)),
    maxMs: toDelayMs(histogram.max),
    seconds: Math.round((performance.now() - startedAt) / 1_000),
  }
}

/** The histogram has the time between two looks, which are `RESOLUTION_MS` apart when nothing keeps them waiting. */
function toDelayMs(nanoseconds: number): number {
  return Math.round(Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS) * 10) / 10
}
