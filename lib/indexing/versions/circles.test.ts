import { expect, it } from 'vitest'
import { findCircles, findCycleThrough } from './circles'
import { findCycle } from './dependency-graph'

const isShared = (circles: Map<string, number>, a: string, b: string) => circles.get(a) === circles.get(b)

it('tells what needs each other from what is only needed', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c', 'gone']],
    ['c', ['a', 'd']],
    ['d', ['e']],
    ['e', ['d']],
    ['f', ['a', 'd']],
  ])
  const circles = findCircles(graph)
  expect([isShared(circles, 'a', 'c'), isShared(circles, 'd', 'e')]).toEqual([true, true])
  expect([isShared(circles, 'a', 'd'), isShared(circles, 'f', 'a'), isShared(circles, 'b', 'gone')]).toEqual([
    false,
    false,
    false,
  ])
})

it('goes back to a module through the first dependency that lies on a circle', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['b']],
    ['d', ['d']],
  ])
  const needs = (moduleId: string, dependencyId: string) => ({ moduleId, dependencyId })
  expect(findCycleThrough(graph, [needs('a', 'b'), needs('c', 'b'), needs('d', 'd')])).toEqual(['c', 'b', 'c'])
  expect(findCycleThrough(graph, [needs('d', 'd')])).toEqual(['d', 'd'])
  expect(findCycleThrough(graph, [needs('a', 'b'), needs('a', 'gone')])).toBeNull()
})

it('says the same of each dependency as looking for a way back from it', () => {
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  for (let round = 0; round < 50; round++) {
    const count = 2 + random(12)
    const graph = new Map(
      Array.from({ length: count }, (_, id) => [
        `${id}`,
        [...new Set(Array.from({ length: random(3) }, () => `${random(count)}`))],
      ]),
    )
    const circles = findCircles(graph)
    for (const [id, needs] of graph) {
      for (const needed of needs) expect(isShared(circles, id, needed)).toBe(findCycle(graph, id, [needed]) !== null)
    }
  }
})

it('goes through a chain as long as a large workspace', () => {
  const count = 100_000
  const graph = new Map(Array.from({ length: count }, (_, id) => [`${id}`, [`${(id + 1) % count}`]]))
  expect(new Set(findCircles(graph).values()).size).toBe(1)
})
