import { expect, it } from 'vitest'
import type { HistorySummary, Turn } from '../vocabulary/types'
import { unfoldSummaries } from './unfold-summaries'

const turns = Array.from({ length: 8 }, (_, at): Turn => {
  return { id: `t${at}`, role: at % 2 === 0 ? 'user' : 'assistant', content: 'said' }
})
const summary = (id: string, level: 1 | 2, fromTurnId: string, throughTurnId: string): HistorySummary => {
  return { id, level, fromTurnId, throughTurnId, text: 'told' }
}
const summaries = [
  summary('first', 1, 't0', 't1'),
  summary('second', 1, 't2', 't3'),
  summary('third', 1, 't4', 't5'),
  summary('chapter', 2, 't0', 't3'),
  summary('gone', 1, 'before', 'before'),
]
const unfold = (...ids: string[]) => {
  const told = unfoldSummaries({ turns, summaries }, ids)
  return {
    wanted: told.turns.filter(({ isUnfolded }) => isUnfolded).map(({ id }) => id),
    left: told.summaries.map(({ id }) => id),
  }
}

it('wants the turns of an episode, and leaves the other summaries, the one over it too', () => {
  expect(unfold('second')).toEqual({ wanted: ['t2', 't3'], left: ['first', 'third', 'chapter', 'gone'] })
})

it('wants the turns of a chapter without the summaries of its episodes', () => {
  expect(unfold('chapter')).toEqual({ wanted: ['t0', 't1', 't2', 't3'], left: ['third', 'gone'] })
})

it('leaves what is not known, or has no turns, as it is', () => {
  const left = summaries.map(({ id }) => id)
  expect(unfold('unknown', 'gone')).toEqual({ wanted: [], left })
  expect(unfoldSummaries({ turns, summaries }, [])).toEqual({ turns, summaries })
})
