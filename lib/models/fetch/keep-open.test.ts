import { expect, it } from 'vitest'
import { keepOpen } from './keep-open'

function openOnes() {
  const opened: string[] = []
  const disposed: string[] = []
  const borrow = keepOpen<{ dispose(): Promise<void> }>()
  const use = (name: string) =>
    borrow(name, async () => {
      opened.push(name)
      return {
        dispose: async () => {
          disposed.push(name)
        },
      }
    })
  return { use, opened, disposed }
}
const settle = () => new Promise((done) => setImmediate(done))

it('disposes of the model that was used longest ago, and keeps the one that serves while others are tried', async () => {
  const { use, opened, disposed } = openOnes()
  for (const name of ['serves', 'tried', 'serves', 'other', 'serves']) (await use(name)).giveBack()
  await settle()
  expect(opened).toEqual(['serves', 'tried', 'other'])
  expect(disposed).toEqual(['tried'])
})

it('disposes of no model that is at work', async () => {
  const { use, disposed } = openOnes()
  const atWork = await use('slow')
  for (const name of ['a', 'b']) (await use(name)).giveBack()
  await settle()
  expect(disposed).toEqual([])
  atWork.giveBack()
  await settle()
  expect(disposed).toEqual(['slow'])
})

it('lets nobody wait longer than they want, and opens for those after', async () => {
  const borrow = keepOpen<object>()
  let times = 0
  let finish = (_model: object) => {}
  const open = () => {
    times++
    return new Promise<object>((resolve) => {
      finish = resolve
    })
  }
  await expect(borrow('m', open, AbortSignal.timeout(5))).rejects.toMatchObject({ name: 'TimeoutError' })
  const model = {}
  finish(model)
  expect((await borrow('m', open)).model).toBe(model)
  expect(times).toBe(1)
})

it('opens again what failed', async () => {
  const borrow = keepOpen<object>()
  await expect(borrow('m', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect((await borrow('m', async () => ({}))).model).toEqual({})
})
