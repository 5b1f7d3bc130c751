import { expect, it } from 'vitest'
import type { DependencyDto } from '@/lib/schemas/modules/module'
import { pickNearest } from './pick-nearest'

const one = (id: string, depth = 1): DependencyDto => ({
  ...{ id, name: id, depth, via: null },
  ...{ state: 'ok', isCycle: false },
})

it('draws each module once, whatever the sides that it stands on, and not the one in the middle again', () => {
  const edges = [
    { from: 'm', to: 'a' },
    { from: 'a', to: 'm' },
  ]
  const {
    others,
    left,
    edges: drawn,
  } = pickNearest({ id: 'm', needs: [one('a'), one('m', 2)], neededBy: [one('a')], edges })
  expect(others.map(({ id }) => id)).toEqual(['a'])
  expect({ left, drawn }).toEqual({ left: 0, drawn: edges })
})

it('draws the nearest of many, and no arrow to one that is not drawn', () => {
  const needs = Array.from({ length: 50 }, (_, at) => one(`n${at}`, at < 45 ? 1 : 2))
  const neededBy = [one('far', 2), one('near')]
  const edges = [...needs.map(({ id }) => ({ from: 'm', to: id })), { from: 'near', to: 'm' }]
  const { others, left, edges: drawn } = pickNearest({ id: 'm', needs: needs.slice(0, 30), neededBy, edges })
  expect({ count: others.length, left }).toEqual({ count: 32, left: 0 })
  expect(drawn).toHaveLength(31)
  const many = pickNearest({ id: 'm', needs, neededBy, edges })
  expect({ count: many.others.length, left: many.left, arrows: many.edges.length }).toEqual({
    count: 40,
    left: 12,
    arrows: 40,
  })
  expect(many.others.every(({ depth }) => depth === 1)).toBe(true)
})
