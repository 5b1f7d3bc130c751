import { getPriority, setPriority } from 'node:os'
import { isMainThread } from 'node:worker_threads'

/**
 * Leaves the processor to those who answer people, whenever there are not enough for all.
 *
 * @param niceness 1–19, the higher the later. Only Linux knows one for a single thread; elsewhere a thread keeps its own
 */
export function lowerPriority(niceness: number): void {
  if (!isMainThread && process.platform !== 'linux') return
  try {
    // of Linux's processes and threads alike, 0 is the one that calls
    if (getPriority(0) < niceness) setPriority(0, niceness)
  } catch {
    // a machine that forbids it is only slower to answer
  }
}
