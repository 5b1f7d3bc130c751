import { describe, expect, it } from 'vitest'
import type { Metadata } from '../vocabulary/policy'
import { buildPlan, emptyChoice } from './build-plan'
import { makeCandidate } from './prepared.fixture'

const chunk = (startOffset: number, headingPath: string[], moduleId = 'guide') =>
  makeCandidate(moduleId, 'a text', { chunkId: `${moduleId}-${startOffset}`, startOffset, headingPath })

const chosen = [
  chunk(0, ['Setup', 'Linux']),
  chunk(100, ['Setup', 'Mac']),
  chunk(200, ['Setup', 'Mac']),
  chunk(300, ['Use', 'Mac']),
  chunk(0, ['Use', 'Mac'], 'other'),
]

describe('buildPlan', () => {
  it.each([
    ['least', [['Setup', 'Linux'], ['Mac'], [], ['Use', 'Mac'], ['Use', 'Mac']]],
    ['brief', chosen.map(({ headingPath }) => headingPath)],
    ['full', chosen.map(({ headingPath }) => headingPath)],
  ] as [Metadata, string[][]][])('says with %s metadata what headings a passage has', (metadata, paths) => {
    const { knowledge } = buildPlan(
      { ...emptyChoice, knowledge: chosen },
      { query: 'q', turns: [], placement: 'rank', metadata, isRepeatingStanding: false, isApart: () => false },
    )
    expect(knowledge.map(({ headingPath }) => headingPath)).toEqual(paths)
  })
})
