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
    await vi.waitFor(async () => expect(await check(async () => 1)).toMatchObject({ isBusy: false }))
  })

  it('says that it does not work when it never answered, or not for long', async () => {
    const check = await load()
    const never = () => new Promise(() => undefined)
    await expect(check(never)).rejects.toThrow('has not answered')
    vi.resetModules()
    const again = await load()
    await again(async () => 1)
    vi.useFakeTimers()
    const asked = again(never)
    await vi.advanceTimersByTimeAsync(60)
    expect(await asked).toMatchObject({ isBusy: true })
    await vi.advanceTimersByTimeAsync(20_000)
    const later = again(never)
    const refused = expect(later).rejects.toThrow('has not answered')
    await vi.advanceTimersByTimeAsync(60)
    await refused
  })

  it('fails as the question does', async () => {
    const check = await load()
    await expect(check(async () => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
  })
})
