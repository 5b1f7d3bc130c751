import { expect, it, vi } from 'vitest'
import { processWide } from './process-wide'

it('is one value for a module that is loaded twice', async () => {
  const first = processWide('a test', () => ({ count: 0 }))
  first.count++
  vi.resetModules()
  const again = await import('./process-wide')
  expect(again.processWide).not.toBe(processWide)
  expect(again.processWide('a test', () => ({ count: 0 }))).toBe(first)
  expect(again.processWide('another test', () => ({ count: 0 }))).toEqual({ count: 0 })
})

it('is made anew when making it failed', () => {
  const make = () => {
    throw new Error('not yet')
  }
  expect(() => processWide('a late test', make)).toThrow('not yet')
  expect(processWide('a late test', () => 1)).toBe(1)
})

it('is made anew when what was promised failed, and once while it is awaited', async () => {
  const load = vi.fn().mockRejectedValueOnce(new Error('no memory')).mockResolvedValue(1)
  const first = processWide('a loaded test', load)
  expect(processWide('a loaded test', load)).toBe(first)
  await expect(first).rejects.toThrow('no memory')
  await expect(processWide('a loaded test', load)).resolves.toBe(1)
  await expect(processWide('a loaded test', load)).resolves.toBe(1)
  expect(load).toHaveBeenCalledTimes(2)
})
