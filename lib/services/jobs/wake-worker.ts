/** Timers cannot be set further ahead. */
const MAX_DELAY_SECONDS = 86_400

// Next loads this module more than once in one process
const shared = globalThis as typeof globalThis & { __loadoutWakeWorker?: () => void }

/** What wakes this process's worker; undefined when it has none. */
export function setWake(wake: (() => void) | undefined): void {
  shared.__loadoutWakeWorker = wake
}

/** Lets this process's worker look for jobs now, or once a delayed one is due, instead of at its next poll. */
export function wakeWorker(afterSeconds: number): void {
  if (!shared.__loadoutWakeWorker || afterSeconds > MAX_DELAY_SECONDS) return
  if (afterSeconds === 0) shared.__loadoutWakeWorker()
  // a little later than the database's clock says
  else setTimeout(() => shared.__loadoutWakeWorker?.(), afterSeconds * 1000 + 200).unref()
}
