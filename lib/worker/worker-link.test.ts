import { PassThrough } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { followForeground, giveWay, inForeground } from '@/lib/give-way'
import { setWake, wakeWorker } from '@/lib/indexing/queue/wake-worker'
import { followServer, leadWorker } from './worker-link'

afterEach(() => {
  vi.useRealTimers()
  setWake(undefined)
  followForeground(() => undefined)
})

/** Of the timers that a test may have in its hand. */
const sleep = (ms: number) => new Promise<void>((done) => void setTimeout(done, ms))

describe('a server and the worker that it has started', () => {
  it('wakes it for a job, and says when somebody waits for long and when nobody does any more', async () => {
    vi.useFakeTimers()
    const pipe = new PassThrough()
    leadWorker(pipe)
    wakeWorker(0)
    // soon over: nobody is told
    await inForeground(async () => 1)
    await vi.advanceTimersByTimeAsync(1_000)
    const waitFor = async (ms: number) => {
      const waits = Promise.all([inForeground(() => sleep(ms)), inForeground(() => sleep(ms / 2))])
      await vi.advanceTimersByTimeAsync(ms)
      await waits
    }
    await waitFor(100)
    await waitFor(200)
    pipe.end()
    let said = ''
    for await (const part of pipe) said += part
    expect(said).toBe('wake\nwait\nover\nwait\nover\n')
  })

  it('is followed: jobs are looked for, and work gives way until nobody waits', async () => {
    const pipe = new PassThrough()
    let woken = 0
    setWake(() => {
      woken++
    })
    const following = followServer(pipe)
    const waiting = new Promise<void>((done) => followForeground((isWaited) => isWaited && done()))
    pipe.write('wake\nwait\n')
    await waiting
    expect(woken).toBe(1)
    const order: string[] = []
    const giving = giveWay().then(() => order.push('work goes on'))
    await setImmediate()
    await setImmediate()
    // a job that comes meanwhile is no reason to go on
    pipe.write('wake\n')
    await vi.waitFor(() => expect(woken).toBe(2))
    await setImmediate()
    order.push('nobody waits')
    pipe.write('over\n')
    await giving
    expect(order).toEqual(['nobody waits', 'work goes on'])
    pipe.end()
    await following
  })

  it('ends when the server has gone, and holds nothing up then', async () => {
    const pipe = new PassThrough()
    const following = followServer(pipe)
    pipe.write('wait\n')
    pipe.end()
    await following
    await giveWay()
  })
})
