import { processWide } from '@/lib/process-wide'

/** Timers cannot be set further ahead. */
const MAX_DELAY_SECONDS = 86_400

const waiting = processWide<{ wake?: () => void }>('wake worker', () => ({}))

/** What wakes this process's worker; undefined when it has none. */
export function setWake(wake: (() => void) | undefined): void {
  waiting.wake = wake
}

/** Lets this process's worker look for jobs now, or once a delayed one is due, instead of at its next poll. */
export function wakeWorker(afterSeconds: number): void {
  if (!waiting.wake || afterSeconds > MAX_DELAY_SECONDS) return
  if (afterSeconds === 0) waiting.wake()
  // a little later than the database's clock says
  else setTimeout(() => waiting.wake?.(), afterSeconds * 1000 + 200).unref()
}
