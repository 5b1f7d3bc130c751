import { existsSync, mkdtempSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { oneAtATime } from './one-at-a-time.mjs'

const newFile = () => join(mkdtempSync(join(tmpdir(), 'loadout-lock-')), '.preparing')

it('lets nobody in while another is at work, and all of them one after the other', async () => {
  const file = newFile()
  let inside = 0
  const most = []
  const work = async () => {
    most.push(++inside)
    await new Promise((resolve) => setTimeout(resolve, 20))
    inside--
  }
  await Promise.all([oneAtATime(work, file), oneAtATime(work, file), oneAtATime(work, file)])
  expect(most).toEqual([1, 1, 1])
  expect(existsSync(file)).toBe(false)
})

it('waits for whoever still signs', async () => {
  const file = newFile()
  const order = []
  const slow = oneAtATime(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    order.push('slow')
  }, file)
  const next = oneAtATime(async () => order.push('next'), file)
  const { mtimeMs } = statSync(file)
  await slow
  await next
  expect(order).toEqual(['slow', 'next'])
  expect(Date.now() - mtimeMs).toBeGreaterThan(1_000)
})

it('is free again after work that failed', async () => {
  const file = newFile()
  await expect(oneAtATime(() => Promise.reject(new Error('no room')), file)).rejects.toThrow('no room')
  expect(await oneAtATime(async () => 'done', file)).toBe('done')
})

it('takes over what a killed process left', async () => {
  const file = newFile()
  writeFileSync(file, '')
  const aMinuteAgo = new Date(Date.now() - 60_000)
  utimesSync(file, aMinuteAgo, aMinuteAgo)
  expect(await oneAtATime(async () => 'done', file)).toBe('done')
})
