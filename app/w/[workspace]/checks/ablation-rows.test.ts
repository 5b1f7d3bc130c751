import { expect, it } from 'vitest'
import type { AblationDto } from '@/lib/schemas/query-sets/ablation'
import { toAblationTable } from './ablation-rows'

it('has a row for each module, with what is not known left empty', () => {
  const module = {
    ...{ moduleId: 'a', name: 'A', met: 3, sentIn: 2, tokens: 90, isDone: true, freed: 40, broken: 1, mended: 0 },
    ...{ recall: { a: 1, b: 0.5 }, better: 0, contexts: [] },
  }
  const modules = [module, { ...module, moduleId: 'b', recall: null, isDone: false }]
  const [head, ...rows] = toAblationTable({ modules, contexts: 5 } as unknown as AblationDto)
  expect(rows).toEqual([
    ['a', 'A', 2, 5, 90, 40, 1, 1, 0.5, 0, 'yes'],
    ['b', 'A', 2, 5, 90, 40, 1, null, null, 0, 'no'],
  ])
  expect(head).toHaveLength(rows[0]?.length ?? 0)
})
