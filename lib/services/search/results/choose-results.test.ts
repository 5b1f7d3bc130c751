import { expect, it } from 'vitest'
import { chooseResults } from './choose-results'

const ranked = Array.from({ length: 60 }, (_, at) => ({ at, moduleId: at < 40 ? 'long' : `m${at}` }))
const choose = (limit: number) => chooseResults(ranked, limit, ({ moduleId }) => moduleId).map(({ at }) => at)

it('returns the best of a short list, and everything when there is room', () => {
  expect(choose(10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(choose(60)).toEqual(ranked.map(({ at }) => at))
})

it('shows other modules in a long list before it repeats one, still best first', () => {
  const first = Array.from({ length: 20 }, (_, at) => at)
  expect(choose(30)).toEqual([...first, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49])
  expect(choose(45)).toEqual([...first, 20, 21, 22, 23, 24, ...Array.from({ length: 20 }, (_, at) => 40 + at)])
})
