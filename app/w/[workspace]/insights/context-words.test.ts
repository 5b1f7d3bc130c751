import { expect, it } from 'vitest'
import type { ShortContextDto } from '@/lib/schemas/insights/context-report'
import { describeShort } from './context-words'

const short = (told: Partial<ShortContextDto>): ShortContextDto => ({
  ...{
    compositionId: 'c',
    createdAt: '2026-01-01T00:00:00.000Z',
    query: 'How?',
    times: 1,
    hasKnowledge: true,
    noRoom: 2,
    isPrefixBroken: false,
  },
  ...told,
})

it('says how a context fell short', () => {
  expect(describeShort(short({}))).toBe('no room for 2 candidates')
  expect(describeShort(short({ noRoom: 1, times: 3 }))).toBe('no room for 1 candidate, asked 3 times')
  expect(describeShort(short({ hasKnowledge: false, noRoom: 0 }))).toBe('no knowledge')
  expect(describeShort(short({ noRoom: 0, isPrefixBroken: true }))).toBe('prefix changed')
  expect(describeShort(short({ isPrefixBroken: true }))).toBe('no room for 2 candidates, prefix changed')
})
