import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, expect, it, vi } from 'vitest'
import { beginAnswering } from './begin-answering'

afterEach(() => {
  vi.useRealTimers()
})

function begin(opening: Promise<void>) {
  const answered: string[] = []
  const by = (name: string) => (request: IncomingMessage) => void answered.push(`${request.url} ${name}`)
  const handle = beginAnswering(by('starting'), by('Next'), opening)
  return (url: string) => {
    handle({ url } as IncomingMessage, {} as ServerResponse)
    return answered.at(-1)
  }
}

it('answers everything at once, and lets health wait for what is opened ahead', async () => {
  const opening = Promise.withResolvers<void>()
  const ask = begin(opening.promise)
  expect(ask('/w/production')).toBe('/w/production Next')
  expect(ask('/api/v1/compose')).toBe('/api/v1/compose Next')
  expect(ask('/api/health')).toBe('/api/health starting')
  opening.resolve()
  await opening.promise
  expect(ask('/api/health')).toBe('/api/health Next')
})

it('lets health wait no longer than some seconds, nor for what fails', async () => {
  vi.useFakeTimers()
  const ask = begin(new Promise(() => undefined))
  vi.advanceTimersByTime(4_000)
  expect(ask('/api/health')).toBe('/api/health starting')
  vi.advanceTimersByTime(2_000)
  expect(ask('/api/health')).toBe('/api/health Next')

  const failed = begin(Promise.reject(new Error('the database is gone')))
  await Promise.resolve()
  expect(failed('/api/health')).toBe('/api/health Next')
})
