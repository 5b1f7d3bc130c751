import { QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, it, vi } from 'vitest'
import { offlineError } from './api-client'
import { makeQueryClient } from './query-client'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('asks again for what could not be reached once the server answers, and for nothing else', async () => {
  vi.useFakeTimers()
  let isUp = false
  vi.stubGlobal('fetch', async () => {
    if (!isUp) throw new TypeError('Failed to fetch')
    return new Response('{}')
  })
  const client = makeQueryClient()
  const unreached = vi.fn(async () => {
    if (!isUp) throw offlineError()
    return 'found'
  })
  const refused = vi.fn(async () => {
    throw new Error('refused')
  })
  const observers = [
    new QueryObserver(client, { queryKey: ['unreached'], queryFn: unreached }),
    new QueryObserver(client, { queryKey: ['refused'], queryFn: refused }),
  ]
  const unsubscribe = observers.map((observer) => observer.subscribe(() => undefined))

  await vi.advanceTimersByTimeAsync(10_000)
  expect(unreached).toHaveBeenCalledTimes(1)
  expect(observers[0]!.getCurrentResult().error).toMatchObject({ code: 'NETWORK' })
  isUp = true
  await vi.advanceTimersByTimeAsync(3_000)
  expect(observers[0]!.getCurrentResult().data).toBe('found')
  expect(refused).toHaveBeenCalledTimes(1)
  for (const stop of unsubscribe) stop()
})
