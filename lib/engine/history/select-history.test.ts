import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HistorySummary, Turn } from '../types'
import { type HistoryInput, selectHistory, wantedHistory } from './select-history'

/** Turns of ten tokens, starting with the user. */
const talk = (count: number): Turn[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `t${index}`,
    role: index % 2 === 0 ? 'user' : 'assistant',
    content: 'ten tokens',
  }))
const summary = (throughTurnId: string, level: 1 | 2 = 1): HistorySummary => ({
  id: `${throughTurnId}/${level}`,
  level,
  throughTurnId,
  text: 'so far',
})
const costOf: HistoryInput['costOf'] = { recent: () => 10, older: () => 12, summary: () => 15, block: 5 }

function select(turns: Turn[], available: number, change: Partial<HistoryInput> = {}) {
  const { recentTurns, olderTurns, summaries, notes } = selectHistory({
    turns,
    summaries: [],
    verbatimExchanges: 2,
    available,
    costOf,
    ...change,
  })
  const ids = (items: { id: string }[]) => items.map(({ id }) => id).join(' ')
  return { recent: ids(recentTurns), older: ids(olderTurns), summaries: ids(summaries), notes }
}

describe('selectHistory', () => {
  it('keeps the last exchanges as messages and tells the older ones', () => {
    expect(select(talk(8), 200)).toEqual({ recent: 't4 t5 t6 t7', older: 't0 t1 t2 t3', summaries: '', notes: [] })
  })

  it('never takes half an exchange, and notes what is left out', () => {
    expect(select(talk(4), 39)).toMatchObject({ recent: 't2 t3', older: 't1' })
    expect(select(talk(4), 39).notes).toEqual(['1 earlier messages do not fit and no summary covers them'])
  })

  it('leaves an exchange that is too long to the older turns instead of cutting it', () => {
    const turns = talk(2)
    const long: HistoryInput['costOf'] = { ...costOf, recent: (turn) => (turn.id === 't1' ? 100 : 10) }
    expect(select(turns, 40, { costOf: long })).toMatchObject({ recent: '', older: 't0 t1' })
  })

  it('sends the summary that reaches furthest in place of what it covers', () => {
    const summaries = [summary('t1'), summary('t3'), summary('t3', 2)]
    expect(select(talk(10), 200, { summaries })).toMatchObject({
      summaries: 't3/1',
      older: 't4 t5',
      recent: 't6 t7 t8 t9',
    })
  })

  it('takes a summary of everything older when it reaches into the recent turns', () => {
    expect(select(talk(8), 60, { summaries: [summary('t6')] })).toMatchObject({
      summaries: 't6/1',
      older: '',
      notes: [],
    })
  })

  it('keeps a summary of what came before the first turn given', () => {
    expect(select(talk(4), 100, { summaries: [summary('gone')] })).toMatchObject({ summaries: 'gone/1' })
    expect(select(talk(4), 100, { summaries: [summary('t3')] })).toMatchObject({ summaries: '' })
  })

  it('does not begin with an answer', () => {
    const [, ...turns] = talk(6)
    expect(select(turns, 200, { verbatimExchanges: 9 })).toMatchObject({ recent: 't2 t3 t4 t5', older: 't1' })
  })

  it('never passes the budget, and sends everything when it has what it wants', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.nat(300), fc.nat(5), fc.boolean(), (count, available, verbatimExchanges, isSummed) => {
        const input: HistoryInput = {
          turns: talk(count),
          summaries: isSummed ? [summary('t3')] : [],
          verbatimExchanges,
          available,
          costOf,
        }
        const { recentTurns, olderTurns, summaries } = selectHistory(input)
        const told = olderTurns.length * 12 + summaries.length * 15
        expect(recentTurns.length * 10 + told + (told > 0 ? 5 : 0)).toBeLessThanOrEqual(available)
        const all = selectHistory({ ...input, summaries: [], available: wantedHistory({ ...input, summaries: [] }) })
        expect([...all.olderTurns, ...all.recentTurns]).toEqual(input.turns)
      }),
    )
  })
})
