import { expect, it, vi } from 'vitest'

const load = async () => {
  vi.resetModules()
  return import('./prepared')
}

it('names a statement by its text, in whichever copy of the program', async () => {
  const [one, other] = [await load(), await load()]
  const mark = one.PREPARED.text
  const [first, second] = [`${mark} SELECT 1`, `${mark} SELECT 2`]
  const name = one.nameOfPrepared(first)
  expect(other.nameOfPrepared(second)).not.toBe(name)
  expect(other.nameOfPrepared(first)).toBe(name)
  // longer ones are cut by the database
  expect(name?.length).toBeLessThan(63)
  expect(one.nameOfPrepared('SELECT 1')).toBeUndefined()
})
