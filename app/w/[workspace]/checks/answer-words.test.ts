import { expect, test } from 'vitest'
import { describeJudge, describePeople, describeSpent, nameSides } from './answer-words'

test('sides are named by what makes them differ', () => {
  const names = { release: (id: string) => `release of ${id}`, policy: (id: string) => `settings of ${id}` }
  const production = { release: 'production', policy: null }
  expect(nameSides({ change: 12, before: production, after: { release: 'rel_1', policy: null } }, names)).toBe(
    'release of production and change request #12',
  )
  const after = { release: 'rel_1', policy: 'pol_1@2' }
  expect(nameSides({ change: null, before: production, after }, names)).toBe(
    'release of production and release of rel_1, policy settings of pol_1 v2',
  )
})

test('the judge is told with its interval, where there is a winner', () => {
  const winRate = { share: 0.7, from: 0.397, to: 0.892 }
  expect(describeJudge({ better: 7, same: 1, worse: 3, none: 0, winRate })).toBe(
    'Judge: 7 better, 1 the same, 3 worse. The answer after wins 70% of those with a winner; at 95% the range is 40% to 89%.',
  )
  expect(describeJudge({ better: 0, same: 1, worse: 0, none: 2, winRate: null })).toBe(
    'Judge: 0 better, 1 the same, 0 worse, 2 without a verdict.',
  )
  expect(describeJudge(null)).toBeNull()
})

test('people and costs are told in sentences', () => {
  expect(describePeople({ better: 0, same: 0, worse: 0 })).toBe('Nobody has rated an answer yet.')
  expect(describePeople({ better: 2, same: 0, worse: 1 })).toBe('People: 2 better, 0 the same, 1 worse.')
  const totals = { same: 0, failed: 0, people: { better: 0, same: 0, worse: 0 }, judge: null }
  const spent = { ...totals, tokens: { before: 1200, after: 900 }, costUsd: 0.5, unpriced: 1 }
  expect(describeSpent(spent)).toBe('1,200 tokens before, 900 after; $0.50. 1 query has a call without a price.')
})
