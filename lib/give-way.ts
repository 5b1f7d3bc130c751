import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { processWide } from '@/lib/process-wide'

/** Longest wait of one `giveWay`: background work goes on however much is asked for. */
const MAX_WAIT_MS = 300

type Foreground = { running: Set<Promise<unknown>>; tell?: (isWaited: boolean) => void }

const foreground = processWide<Foreground>('foreground', () => ({ running: new Set() }))

/** Runs what somebody waits for: background work, here and in the process of the worker, lets it go first. */
export async function inForeground<Result>(work: () => Promise<Result>): Promise<Result> {
  const running = work()
  foreground.running.add(running)
  if (foreground.running.size === 1) foreground.tell?.(true)
  try {
    return await running
  } finally {
    foreground.running.delete(running)
    if (foreground.running.size === 0) foreground.tell?.(false)
  }
}

/** Tells whoever does background work for this process when somebody begins to wait, and when nobody does any more. */
export function followForeground(tell: (isWaited: boolean) => void): void {
  foreground.tell = tell
}

/**
 * Between two batches of background work: lets what somebody waits for at this moment finish. What begins meanwhile is
 * not waited for, so that both get on in turns.
 */
export async function giveWay(): Promise<void> {
  const running = [...foreground.running]
  if (running.length === 0) return setImmediate()
  await Promise.race([Promise.allSettled(running), sleep(MAX_WAIT_MS)])
}
