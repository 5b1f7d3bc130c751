import { describe, expect, it } from 'vitest'
import { type Stop, workOff } from './work-off'

/** A server on which a piece of work takes so many requests; `asked` says which were sent. */
function serverOf(requests: number, onAsked: (asked: string[]) => void = () => undefined) {
  const asked: string[] = []
  const work = () => ({ id: 'w', done: asked.length, status: asked.length < requests ? 'running' : 'done' })
  const post = async (path: string) => {
    asked.push(path)
    onAsked(asked)
    return path.endsWith('/cancel') ? { ...work(), status: 'cancelled' } : work()
  }
  return { asked, post, first: async () => work() }
}

const follow = async (requests: number, stopAfter?: { requests: number; why: Stop['current'] }) => {
  const stop: Stop = { current: null }
  const server = serverOf(requests, (asked) => {
    if (asked.length === stopAfter?.requests) stop.current = stopAfter.why
  })
  const told: number[] = []
  const tell = ({ done }: { done: number }) => void told.push(done)
  const last = await workOff(server.first(), { each: '/runs', stop, tell }, server.post)
  return { last, told, asked: server.asked }
}

describe('workOff', () => {
  it('goes on to the end and tells each step', async () => {
    const { last, told, asked } = await follow(3)
    expect(last.status).toBe('done')
    expect(told).toEqual([0, 1, 2, 3])
    expect(asked).toEqual(Array.from({ length: 3 }, () => '/runs/w/continue'))
  })

  it('cancels what runs, and nothing that is through', async () => {
    const { last, asked } = await follow(5, { requests: 2, why: 'cancelled' })
    expect(last.status).toBe('cancelled')
    expect(asked).toEqual(['/runs/w/continue', '/runs/w/continue', '/runs/w/cancel'])
    expect((await follow(2, { requests: 2, why: 'cancelled' })).last.status).toBe('done')
  })

  it('leaves it as it is when its page is left', async () => {
    const { last, asked } = await follow(5, { requests: 2, why: 'left' })
    expect(last.status).toBe('running')
    expect(asked).toHaveLength(2)
  })
})
