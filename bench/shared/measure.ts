/** Runs each item once and returns the milliseconds, without those of the first `warmUp`. */
export async function timeEach<T>(items: T[], warmUp: number, run: (item: T) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (const [i, item] of items.entries()) {
    const start = performance.now()
    await run(item)
    if (i >= warmUp) times.push(performance.now() - start)
  }
  return times
}

/** The value below which this share of the values lies. */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export const TIMES_HEAD = `${''.padEnd(44)}      best       p50       p95`

export function printTimes(name: string, times: number[]): void {
  const column = (share: number) => `${quantile(times, share).toFixed(1).padStart(7)} ms`
  console.log(`${name.padEnd(44)}${column(0)}${column(0.5)}${column(0.95)}`)
}
