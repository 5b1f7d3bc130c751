import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { followForeground, inForeground } from '@/lib/give-way'
import { setWake, wakeWorker } from '@/lib/indexing/queue/wake-worker'

/** What a server tells the worker that it has started, a line each: there is a job; somebody waits; nobody does. */
const LINES = { wake: 'wake', wait: 'wait', over: 'over' } as const

/** What is over sooner, such as an answer from a cache, holds nothing up: telling of it takes longer than it wins. */
const TELL_AFTER_MS = 5

/** In the server: its jobs wake the worker, and what people wait for there goes first. */
export function leadWorker(worker: Writable): void {
  const say = (line: string) => void worker.write(`${line}\n`)
  setWake(() => say(LINES.wake))
  let telling: NodeJS.Timeout | undefined
  let isTold = false
  followForeground((isWaited) => {
    clearTimeout(telling)
    if (isWaited) {
      telling = setTimeout(() => {
        isTold = true
        say(LINES.wait)
      }, TELL_AFTER_MS)
    } else if (isTold) {
      isTold = false
      say(LINES.over)
    }
  })
}

/** In the worker: does as the server says. Resolves when the server has gone. */
export async function followServer(server: Readable): Promise<void> {
  let end = () => {}
  for await (const line of createInterface({ input: server })) {
    if (line === LINES.wake) {
      wakeWorker(0)
      continue
    }
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
