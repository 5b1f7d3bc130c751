import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepRunning, listProcesses } from './keep-running'

let said: string[]
beforeEach(() => {
  said = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
})
afterEach(() => vi.restoreAllMocks())

/** Something that runs until it is told to end. */
function scripted(fails: boolean[] = []) {
  const ends: ((reason: string) => void)[] = []
  const start = async () => {
    if (fails.shift()) throw new Error('Not now.')
    const { promise: ended, resolve } = Promise.withResolvers<string>()
    ends.push(resolve)
    return { pid: ends.length, ended, stop: async () => resolve('on request') }
  }
  return { start, ends }
}

describe('what is kept running', () => {
  it('is started again when it ends, also when starting fails meanwhile, and says so', async () => {
    const { start, ends } = scripted([false, true])
    const kept = await keepRunning('thing', start)
    expect(listProcesses().thing).toMatchObject({ state: 'running', pid: 1, restarts: 0, lastReason: null })
    ends[0]?.('by SIGKILL')
    await vi.waitFor(() => expect(listProcesses().thing?.state).toBe('restarting'))
    await vi.waitFor(() => expect(ends).toHaveLength(2), { timeout: 5_000 })
    await vi.waitFor(() => expect(listProcesses().thing).toMatchObject({ state: 'running', pid: 2, restarts: 1 }))
    const { lastReason, lastEndedAt, startedAt } = listProcesses().thing ?? {}
    expect(lastReason).toBe('by SIGKILL')
    expect(Date.parse(String(startedAt))).toBeGreaterThanOrEqual(Date.parse(String(lastEndedAt)))
    expect(said).toEqual([
      'The thing ended by SIGKILL. It is started again.\n',
      'The thing did not start: Not now. It is tried again in 0.4 s.\n',
      'The thing runs again.\n',
    ])
    await kept.stop()
    expect(listProcesses().thing).toBeUndefined()
  })

  it('stays ended once it was stopped, also while it waits to be started again', async () => {
    const { start, ends } = scripted()
    const kept = await keepRunning('thing', start)
    ends[0]?.('with code 1')
    await vi.waitFor(() => expect(listProcesses().thing?.state).toBe('restarting'))
    await kept.stop()
    expect(ends).toHaveLength(1)
  })

  it('leaves a first start that fails to its caller', async () => {
    await expect(keepRunning('thing', scripted([true]).start)).rejects.toThrow('Not now.')
  })
})
