import { PassThrough } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { followForeground, giveWay, inForeground } from '@/lib/indexing/queue/give-way'
import { setWake, wakeWorker } from '@/lib/indexing/queue/wake-worker'
import { followServer, leadWorker } from './worker-link'

afterEach(() => {
  setWake(undefined)
  followForeground(() => undefined)
})

describe('a server and the worker that it has started', () => {
  it('wakes it for a job, and says when somebody begins to wait and when nobody does any more', async () => {
    const pipe = new PassThrough()
    leadWorker(pipe)
    wakeWorker(0)
    await Promise.all([inForeground(async () => 1), inForeground(async () => 2)])
    await inForeground(async () => 3)
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
