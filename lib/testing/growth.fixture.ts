import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Doubling the input may cost this much more: linear is 2, n log n a little more, quadratic 4. */
const MAX_FACTOR = 2.6
/** A measured run takes at least this long; anything shorter is noise. */
const LEAST_MS = 20
/** A first look ends at a run that takes this long. */
const TELLING_MS = 3
const RUNS = 5
const SMALLEST = 500

export type Growth = {
  name: string
  /** Length of the smallest of the three inputs (UTF-16 units), and what it and the largest took (CPU). */
  length: number
  ms: number
  largestMs: number
  /** By how much doubling cost more: the mean of the two times. */
  factor: number
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** CPU time of this thread: neither other processes nor the collector's threads count, nor what earlier work left. */
function cpuMs(work: () => unknown): number {
  collectGarbage()
  const before = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1_000
}

/** For a first look only: it is finer than CPU time, and what else runs can but make it seem more. */
function wallMs(work: () => unknown): number {
  const before = performance.now()
  work()
  return performance.now() - before
}

/**
 * How the time of some work grows with its input. A first look at the better of two runs, as the input doubles, lets pass what is
 * plainly linear, a second one at the best of three what only looked otherwise. For the rest the best of
 * five runs of inputs that take at least 20 ms decides, and where that is superlinear, of fifteen more, at these sizes
 * and at the largest ones: what grows too fast does so at both, a step of the collector's stands at one.
 */
export function measureGrowth(
  name: string,
  makeInput: (length: number) => string,
  maxLength: number,
  work: (input: string) => unknown,
): Growth {
  const measure = (length: number, runs: number, toMs: (work: () => unknown) => number) => {
    const input = makeInput(length)
    let best = Number.POSITIVE_INFINITY
    for (let run = 0; run < runs; run++)
      best = Math.min(
        best,
        toMs(() => work(input)),
      )
    return best
  }
  const look: number[] = []
  let length = Math.min(SMALLEST, maxLength / 4)
  for (; ; length *= 2) {
    // a small run that was held up would hide growth
    look.push(measure(length, 2, wallMs))
    if ((look.at(-1)! >= TELLING_MS && look.length > 2) || length * 2 > maxLength) break
  }
  let smallest = length / 4
  const toGrowth = ([one = 0, , four = 0]: number[]): Growth => {
    return { name, length: smallest, ms: one, largestMs: four, factor: Math.sqrt(four / one) }
  }
  const sizes = () => [smallest, smallest * 2, smallest * 4]
  /** The sizes take turns, so that what else the machine does meets them alike. */
  const bestOf = (runs: number, toMs: (work: () => unknown) => number) => {
    const inputs = sizes().map(makeInput)
    const best = inputs.map(() => Number.POSITIVE_INFINITY)
    for (let run = 0; run < runs; run++) {
      for (const [at, input] of inputs.entries())
        best[at] = Math.min(
          best[at]!,
          toMs(() => work(input)),
        )
    }
    return toGrowth(best)
  }
  const first = toGrowth(look.slice(-3))
  if (first.largestMs < 1 || first.factor <= MAX_FACTOR) return first
  const second = bestOf(3, wallMs)
  if (second.factor <= MAX_FACTOR) return second
  while (measure(smallest, 2, cpuMs) < LEAST_MS && smallest * 8 <= maxLength) smallest *= 2
  const growth = bestOf(RUNS, cpuMs)
  if (!isSuperlinear(growth)) return growth
  const again = bestOf(3 * RUNS, cpuMs)
  if (!isSuperlinear(again)) return again
  smallest = maxLength / 4
  const largest = bestOf(RUNS, cpuMs)
  return largest.factor < again.factor ? largest : again
}

/** Whether it grows faster than its input, as far as anybody would notice: the largest one takes 20 ms and more. */
export function isSuperlinear({ factor, largestMs }: Growth): boolean {
  return factor > MAX_FACTOR && largestMs >= LEAST_MS
}
