import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepServing } from './keep-serving.mjs'

let children
let said
const exit = vi.fn()

function spawnServer(history) {
  const child = Object.assign(new EventEmitter(), { history, kill: vi.fn() })
  children.push(child)
  return child
}
const last = () => children.at(-1)
const becomeReady = () => last().emit('message', 'ready')

beforeEach(() => {
  children = []
  said = []
  vi.useFakeTimers()
  exit.mockClear()
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(text) > 0)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('the server', () => {
  it('is started again when it is killed, which it is told', () => {
    keepServing(spawnServer, exit)
    expect(last().history).toEqual({ restarts: 0, lastEndedAt: null, lastReason: null })
    becomeReady()
    last().emit('exit', null, 'SIGKILL')
    expect(children).toHaveLength(1)
    vi.advanceTimersByTime(500)
    expect(children).toHaveLength(2)
    expect(last().history).toMatchObject({ restarts: 1, lastReason: 'by SIGKILL' })
    expect(said).toEqual(['The server ended by SIGKILL. It is started again.\n'])
    expect(exit).not.toHaveBeenCalled()
  })

  it('is not started again when it never was ready, nor when it ended in order', () => {
    keepServing(spawnServer, exit)
    last().emit('exit', 1, null)
    expect(exit).toHaveBeenLastCalledWith(1)
    keepServing(spawnServer, exit)
    becomeReady()
    last().emit('exit', 0, null)
    expect(exit).toHaveBeenLastCalledWith(0)
    vi.runAllTimers()
    expect(children).toHaveLength(2)
  })

  it('waits longer each time that it ends soon, and gives up at last', () => {
    keepServing(spawnServer, exit)
    becomeReady()
    for (const waitMs of [500, 1_000, 2_000, 4_000, 8_000]) {
      last().emit('exit', 1, null)
      const { length } = children
      vi.advanceTimersByTime(waitMs - 1)
      expect(children).toHaveLength(length)
      vi.advanceTimersByTime(1)
      expect(children).toHaveLength(length + 1)
    }
    last().emit('exit', 1, null)
    expect(exit).toHaveBeenCalledExactlyOnceWith(1)
    expect(said.at(-1)).toBe(
      'The server ended with code 1, 6 times within a minute each: it is not started again. See above why.\n',
    )
  })

  it('does not count ends that are more than a minute apart', () => {
    keepServing(spawnServer, exit)
    becomeReady()
    for (let ends = 0; ends < 20; ends++) {
      vi.advanceTimersByTime(61_000)
      last().emit('exit', null, 'SIGKILL')
      vi.advanceTimersByTime(500)
    }
    expect(children).toHaveLength(21)
    expect(exit).not.toHaveBeenCalled()
  })

  it('gets the signals of its keeper, and stays ended when one comes while it waits', () => {
    const signal = keepServing(spawnServer, exit)
    becomeReady()
    last().emit('exit', null, 'SIGKILL')
    signal('SIGTERM')
    expect(exit).toHaveBeenCalledExactlyOnceWith(0)
    vi.runAllTimers()
    expect(children).toHaveLength(1)
    const other = keepServing(spawnServer, exit)
    other('SIGINT')
    expect(last().kill).toHaveBeenCalledExactlyOnceWith('SIGINT')
    last().emit('exit', null, 'SIGINT')
    vi.runAllTimers()
    expect(children).toHaveLength(2)
  })
})
