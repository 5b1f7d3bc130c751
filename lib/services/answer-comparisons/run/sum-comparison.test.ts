import { expect, test } from 'vitest'
import type { AnsweredSideDto, AnswerPairDto, JudgedDto } from '@/lib/schemas/changes/answer-comparison'
import { sumComparison, verdictOf, wilsonInterval } from './sum-comparison'

const judged = (...verdicts: JudgedDto['verdict'][]): JudgedDto[] =>
  verdicts.map((verdict) => ({ verdict, because: '', shownFirst: 'before' }))

const side = (more: Partial<AnsweredSideDto> = {}): AnsweredSideDto => ({
  ...{ text: 'Yes.', error: null, policy: 'default@1', contextHash: 'a', sources: [] },
  ...{ inputTokens: 100, outputTokens: 10, costUsd: 0.5, durationMs: 1 },
  ...more,
})

const pair = (more: Partial<AnswerPairDto> = {}): AnswerPairDto => ({
  ...{ queryId: 'q', query: 'Is it?', isSame: false, before: side(), after: side(), ratings: [], judged: [] },
  ...more,
})

test('the interval is the published one', () => {
  // Newcombe, Two-sided confidence intervals for the single proportion, 1998: 81 of 263, 15 of 148, 0 of 20, 1 of 29
  const cases = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const
  for (const [wins, count, from, to] of cases) {
    expect(wilsonInterval(wins, count)?.from).toBeCloseTo(from, 4)
    expect(wilsonInterval(wins, count)?.to).toBeCloseTo(to, 4)
  }
  expect(wilsonInterval(0, 0)).toBeNull()
})

test('a query counts as most of its verdicts say', () => {
  expect(verdictOf(judged('better', 'worse', 'better'))).toBe('better')
  expect(verdictOf(judged('worse', 'same', 'none'))).toBe('worse')
  expect(verdictOf(judged('better', 'worse', 'same'))).toBe('same')
  expect(verdictOf(judged('better', 'same', 'same'))).toBe('same')
  expect(verdictOf(judged('none'))).toBe('none')
})

test('sums tell what was spent once, and what people and the judge say', () => {
  const ratings = [
    { name: 'Ada', verdict: 'better', isMine: true },
    { name: 'Bob', verdict: 'worse', isMine: false },
  ] as const
  const pairs = [
    pair({ isSame: true }),
    pair({ ratings: [...ratings], judged: judged('better', 'better') }),
    pair({ after: side({ error: 'It broke off.', costUsd: null }), judged: judged('none') }),
  ]
  expect(sumComparison(pairs, [0, 0.25, null], true)).toEqual({
    same: 1,
    failed: 1,
    people: { better: 1, same: 0, worse: 1 },
    judge: { better: 1, same: 0, worse: 0, none: 1, winRate: { share: 1, from: expect.closeTo(0.2065, 3), to: 1 } },
    tokens: { before: 330, after: 330 },
    costUsd: 0.5 + 1 + 0.5 + 0.25,
    unpriced: 1,
  })
  expect(sumComparison(pairs, [0, 0, 0], false).judge).toBeNull()
})
