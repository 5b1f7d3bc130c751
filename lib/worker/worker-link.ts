import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { followForeground, inForeground } from '@/lib/indexing/queue/give-way'
import { setWake, wakeWorker } from '@/lib/indexing/queue/wake-worker'

/** What a server tells the worker that it has started, a line each: there is a job; somebody waits; nobody does. */
const LINES = { wake: 'wake', wait: 'wait', over: 'over' } as const

/** In the server: its jobs wake the worker, and what people wait for there goes first. */
export function leadWorker(worker: Writable): void {
  const say = (line: string) => void worker.write(`${line}\n`)
  setWake(() => say(LINES.wake))
  followForeground((isWaited) => say(isWaited ? LINES.wait : LINES.over))
}

/** In the worker: does as the server says. Resolves when the server has gone. */
export async function followServer(server: Readable): Promise<void> {
  let end = () => {}
  for await (const line of createInterface({ input: server })) {
    if (line === LINES.wake) wakeWorker(0)
    end()
    if (line === LINES.wait) {
      const waiting = new Promise<void>((done) => {
        end = done
      })
      void inForeground(() => waiting)
    }
  }
  end()
}
