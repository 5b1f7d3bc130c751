import { afterEach, describe, expect, it, vi } from 'vitest'

const load = async () => (await import('./check-database')).checkDatabase

afterEach(() => {
  vi.useRealTimers()
  vi.resetModules()
})

describe('checkDatabase', () => {
  it('tells what a round trip took', async () => {
    const check = await load()
    expect(await check(async () => 1)).toMatchObject({ isBusy: false, latencyMs: expect.any(Number) })
  })

  it('keeps nobody waiting for a database that is busy, and asks it once', async () => {
    const check = await load()
    await check(async () => 1)
    const { promise, resolve: answer } = Promise.withResolvers()
    const ask = vi.fn(() => promise)
    expect(await check(ask)).toMatchObject({ isBusy: true })
    expect(await check(ask)).toMatchObject({ isBusy: true })
    expect(ask).toHaveBeenCalledTimes(1)
    answer(1)
    await vi.waitFor(async () => expect(await check(async () => 1)).toMatchObject({ isBusy: false }), 20_000)
  })

  it('says that it does not work when no answer comes for long', async () => {
    const check = await load()
    const never = () => new Promise(() => undefined)
    vi.useFakeTimers()
    const asked = check(never)
    await vi.advanceTimersByTimeAsync(60)
    expect(await asked).toMatchObject({ isBusy: true })
    await vi.advanceTimersByTimeAsync(20_000)
    const later = check(never)
    const refused = expect(later).rejects.toThrow('has not answered')
    await vi.advanceTimersByTimeAsync(60)
    await refused
  })

  it('says so at once after a failure, until it answers again', async () => {
    const check = await load()
    await expect(check(async () => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
    const { promise, resolve: answer } = Promise.withResolvers()
    await expect(check(() => promise)).rejects.toThrow('has not answered')
    answer(1)
    await vi.waitFor(async () => expect(await check(async () => 1)).toMatchObject({ isBusy: false }), 20_000)
  })

  it('fails as the question does', async () => {
    const check = await load()
    await expect(check(async () => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
  })
})
