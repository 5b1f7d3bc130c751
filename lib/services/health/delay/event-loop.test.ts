import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { eventLoopDelay, watchEventLoop } from './event-loop'

it('tells how long what is due was kept waiting', async () => {
  expect(eventLoopDelay()).toBeUndefined()
  watchEventLoop()
  await sleep(100)
  const end = performance.now() + 300
  while (performance.now() < end);
  await sleep(100)
  const { maxMs = 0, p99Ms = 0 } = eventLoopDelay() ?? {}
  expect(maxMs).toBeGreaterThanOrEqual(250)
  expect(p99Ms).toBeLessThanOrEqual(maxMs)
})
