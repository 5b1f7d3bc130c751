import { describe, expect, it } from 'vitest'
import type { GraphModuleDto } from '@/lib/schemas/modules/library-graph'
import { groupOf, indexNeeds, levelOfUse, reach, toGroupPicture, toModulePicture } from './build-graph'

const module = (moduleId: string, needs: string[], path: string | null, sentIn = 0): GraphModuleDto => ({
  ...{ moduleId, name: moduleId.toUpperCase(), path, category: null, tags: [], needs, sentIn, tokens: sentIn * 10 },
})
const MODULES = [
  module('a', ['b'], 'one/a.md', 4),
  module('b', ['c', 'gone'], 'one/b.md', 1),
  module('c', ['a'], 'two/deep/c.md'),
  module('lonely', [], null, 2),
]

describe('the picture of a library', () => {
  it('follows dependencies over all levels, through a cycle, each once', () => {
    const { needsOf, neededByOf } = indexNeeds(MODULES)
    expect(reach('a', needsOf)).toEqual(['b', 'c', 'gone'])
    expect(reach('a', neededByOf)).toEqual(['c', 'b'])
    expect(reach('lonely', needsOf)).toEqual([])
  })

  it('draws modules that have to do with each other, and what they need and is not there', () => {
    const { nodes, edges } = toModulePicture(MODULES, new Set(MODULES.map(({ moduleId }) => moduleId)))
    expect(nodes.map(({ id, kind }) => [id, kind])).toEqual([
      ['a', 'module'],
      ['b', 'module'],
      ['c', 'module'],
      ['gone', 'missing'],
    ])
    expect(edges).toHaveLength(4)
    expect(toModulePicture(MODULES, new Set(['a', 'c'])).edges).toEqual([{ from: 'c', to: 'a', count: 1 }])
  })

  it('draws many of them by folder, with how many dependencies go from one to the other', () => {
    expect(MODULES.map((each) => groupOf(each, 'folder'))).toEqual(['one', 'one', 'two/deep', 'No folder'])
    const { nodes, edges } = toGroupPicture(MODULES, 'folder')
    expect(nodes).toContainEqual({ id: 'one', name: 'one', kind: 'group', modules: 2, sentIn: 4, tokens: 50 })
    expect(edges).toEqual([
      { from: 'one', to: 'two/deep', count: 1 },
      { from: 'two/deep', to: 'one', count: 1 },
    ])
  })

  it('tells never from seldom, and seldom from often', () => {
    expect([0, 1, 5, 20, 90].map((sentIn) => levelOfUse(sentIn, 100))).toEqual([0, 1, 2, 3, 4])
    expect(levelOfUse(0, 0)).toBe(0)
  })
})
