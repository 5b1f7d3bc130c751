import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HistoryEntry } from '../vocabulary/plan'
import { DEFAULT_POLICY_SETTINGS, OLDER_TURNS } from '../vocabulary/policy'
import { isConsistent } from '../vocabulary/reasons'
import type { HistorySummary, StatedFact, Turn } from '../vocabulary/types'
import { toExchanges } from './exchanges'
import type { HistoryInput } from './history-input'
import { layOutHistory } from './lay-out-history'
import { type SelectedHistory, selectHistory, wantedHistory } from './select-history'

/** Turns of ten tokens, starting with the user. */
const talk = (count: number): Turn[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `t${index}`,
    role: index % 2 === 0 ? 'user' : 'assistant',
    content: 'ten tokens',
  }))
const summary = (fromTurnId: string, throughTurnId: string, level: 1 | 2 = 1): HistorySummary => ({
  id: `${fromTurnId}-${throughTurnId}/${level}`,
  level,
  fromTurnId,
  throughTurnId,
  text: 'so far',
})
const costOf: HistoryInput['costOf'] = {
  recent: () => 10,
  older: () => 12,
  summary: () => 15,
  stated: () => 6,
  statedBlock: 3,
  block: 5,
  gap: 4,
  once: () => [],
}
const settings = { ...DEFAULT_POLICY_SETTINGS.history, verbatimExchanges: 2 }

/** Tokens of a selection as it is laid out. */
function tokensOf(turns: Turn[], selected: SelectedHistory): number {
  const entries = layOutHistory(turns, selected)
  const costs = { turn: 12, summary: 15, gap: 4 }
  const costOfEntry = (entry: HistoryEntry) =>
    entry.kind === 'stated' ? 3 + 6 * entry.facts.length : costs[entry.kind]
  const told = entries.reduce((sum, entry) => sum + costOfEntry(entry), entries.length > 0 ? 5 : 0)
  return selected.recentTurns.length * 10 + told
}

function select(turns: Turn[], available: number, change: Partial<HistoryInput> = {}) {
  const selected = selectHistory({ turns, summaries: [], settings, available, costOf, ...change })
  const laidOut = layOutHistory(turns, selected).map((entry) => {
    if (entry.kind === 'turn') return entry.turn.id
    if (entry.kind === 'stated') return `[${entry.facts.map(({ id }) => id).join(' ')}]`
    return entry.kind === 'gap' ? `(${entry.count})` : entry.summary.id
  })
  const reasons = new Map(selected.fates.map(({ turn, reason }) => [turn.id, reason]))
  return { recent: selected.recentTurns.map(({ id }) => id).join(' '), told: laidOut.join(' '), reasons, ...selected }
}

const scoresOf = (turns: Turn[], scores: Record<string, number>) => turns.map(({ id }) => scores[id] ?? 0)

const fact = (id: string, turnId: string, isPinned = false): StatedFact => {
  return { id, turnId, kind: 'constraint', text: 'six tokens', ...(isPinned ? { isPinned } : {}) }
}

describe('selectHistory', () => {
  it('sends all of it where it fits: the last exchanges as messages, the older ones told', () => {
    const { recent, told, reasons } = select(talk(8), 200, { summaries: [summary('t0', 't3')] })
    expect({ recent, told }).toEqual({ recent: 't4 t5 t6 t7', told: 't0 t1 t2 t3' })
    expect(reasons.get('t0')).toBe('turns_fit')
    expect(reasons.get('t7')).toBe('turn_recent')
  })

  it('counts a day once, and keeps to the room with it', () => {
    const turns = talk(30).map((turn, at): Turn => ({ ...turn, day: `2026-01-${10 + Math.floor(at / 3)}` }))
    const withDays = { ...costOf, once: ({ day = '' }: Turn) => [{ of: day, tokens: 3 }] }
    const scores = turns.map((_, at) => ((at * 7) % 30) / 30)
    const days = ({ olderTurns }: SelectedHistory) => new Set(olderTurns.map(({ day }) => day)).size
    for (let available = 40; available < 450; available += 7) {
      const selected = select(turns, available, { scores, costOf: withDays })
      const tokens = tokensOf(turns, selected) + 3 * days(selected)
      if (selected.olderTurns.length > 0) expect(tokens, `${available}`).toBeLessThanOrEqual(available)
      const without = select(turns, available, { scores })
      expect(selected.olderTurns.length).toBeLessThanOrEqual(without.olderTurns.length)
    }
    // 26 older turns of 9 days
    const all = 40 + 5 + 26 * 12 + 9 * 3
    expect(select(turns, all, { costOf: withDays }).olderTurns).toHaveLength(26)
    expect(select(turns, all - 1, { costOf: withDays }).olderTurns.length).toBeLessThan(26)
  })

  it('sends what is pinned and what it began with before what is relevant, and says why not', () => {
    const turns = talk(20).map((turn): Turn => (turn.id === 't5' ? { ...turn, isPinned: true } : turn))
    const scores = scoresOf(turns, { t8: 1, t9: 0.5 })
    const { told, reasons } = select(turns, 40 + 5 + 3 * 12 + 4 * 4, { scores })
    expect(told).toBe('t0 (4) t5 (2) t8 (7)')
    expect([reasons.get('t0'), reasons.get('t5')]).toEqual(['turn_first', 'turn_pinned'])
    // less room: the earlier of the last exchanges gives way to what is pinned
    const less = select(turns, 50, { scores })
    expect(less).toMatchObject({ recent: 't18 t19', told: '(5) t5 (12)' })
    const least = select(turns, 30, { scores })
    expect(least).toMatchObject({ recent: 't18 t19', told: '' })
    const because = least.fates.find(({ turn }) => turn.isPinned)?.because
    expect([least.reasons.get('t5'), because?.unit]).toEqual(['turn_over_budget', 'tokens'])
  })

  it('sends what is pinned also where older messages are off', () => {
    const turns = talk(20).map((turn): Turn => (turn.id === 't5' ? { ...turn, isPinned: true } : turn))
    const { told, reasons } = select(turns, 200, { settings: { ...settings, olderTurns: 'off' } })
    expect(told).toBe('(5) t5 (10)')
    expect([reasons.get('t0'), reasons.get('t5')]).toEqual(['turns_off', 'turn_pinned'])
  })

  it('sends what a question wants in place of a summary after what is pinned, and before all else', () => {
    const marks: Record<string, Partial<Turn>> = { t5: { isPinned: true }, t7: { isUnfolded: true } }
    const turns = talk(20).map((turn): Turn => ({ ...turn, ...marks[turn.id] }))
    const scores = scoresOf(turns, { t9: 1 })
    const two = select(turns, 85, { scores })
    expect(two.told).toBe('(5) t5 (1) t7 (8)')
    expect([two.reasons.get('t5'), two.reasons.get('t7')]).toEqual(['turn_pinned', 'turn_unfolded'])
    const off = select(turns, 200, { settings: { ...settings, olderTurns: 'off' } })
    expect([off.told, off.reasons.get('t7')]).toEqual(['(5) t5 (1) t7 (8)', 'turn_unfolded'])
  })

  it('sends what turns state where they are not sent, and what is pinned always', () => {
    const stated = [fact('old', 't4'), fact('late', 't18'), fact('kept', 't19', true), fact('gone', 'before')]
    const { told, statedFates } = select(talk(20), 100, { stated })
    expect(told).toMatch(/^\[old kept gone\] /)
    expect(statedFates.map(({ reason }) => reason)).toEqual([
      'stated_for_turn',
      'stated_in_turn',
      'stated_pinned',
      'stated_for_turn',
    ])
    const off = select(talk(20), 100, { stated, settings: { ...settings, facts: false } })
    expect([off.stated, off.statedFates]).toEqual([[], []])
    const many = Array.from({ length: 60 }, (_, at) => fact(`f${at}`, 't4'))
    const few = select(talk(20), 200, { stated: many })
    expect(few.stated.length).toBe(12)
    expect(few.olderTurns.length).toBeGreaterThan(2)
    expect(few.stated.at(-1)?.id).toBe('f59')
    expect(few.statedFates[0]).toMatchObject({ isSent: false, reason: 'stated_over_budget' })
  })

  it('keeps the latest exchange alone where the last ones do not fit', () => {
    expect(select(talk(8), 39)).toMatchObject({ recent: 't6 t7' })
    expect(select(talk(8), 19)).toMatchObject({ recent: '' })
  })

  it('fills what is left with the most relevant older turns, then with the newest, and marks what is missing', () => {
    const turns = talk(20)
    const scores = scoresOf(turns, { t3: 0.9, t9: 0.4 })
    const { told, reasons } = select(turns, 100, { scores })
    expect(told).toBe('t0 (2) t3 (5) t9 (6)')
    expect(reasons.get('t0')).toBe('turn_first')
    expect(reasons.get('t3')).toBe('turn_relevant')
    expect(reasons.get('t15')).toBe('turn_over_budget')
    expect(select(turns, 115, { scores })).toMatchObject({ told: 't0 (2) t3 (5) t9 (5) t15' })
  })

  it('takes the newest where the policy says so, and none where it is off, though they would fit', () => {
    const turns = talk(12)
    const scores = scoresOf(turns, { t0: 1 })
    const settingsOf = (olderTurns: (typeof OLDER_TURNS)[number]) => ({ ...settings, olderTurns })
    expect(select(turns, 90, { scores, settings: settingsOf('newest') }).told).toBe('t0 (5) t6 t7')
    const off = select(turns, 1_000, { scores, settings: settingsOf('off') })
    expect(off).toMatchObject({ recent: 't8 t9 t10 t11', told: '' })
    expect(off.fates[0]).toMatchObject({ reason: 'turns_off', because: { compared: 6, limit: 2 } })
  })

  it('lets a summary stand in for what is not sent, where it begins, and keeps a relevant turn of it', () => {
    const turns = talk(20)
    const scores = scoresOf(turns, { t2: 0.9 })
    const { told } = select(turns, 110, { scores, summaries: [summary('t0', 't5')] })
    expect(told).toBe('t0-t5/1 t0 t2 (9) t15')
  })

  it('takes detailed summaries as far as they fit, and the one of them all where they do not', () => {
    const turns = talk(40)
    const summaries = [summary('t0', 't9'), summary('t10', 't19'), summary('t0', 't19', 2)]
    expect(select(turns, 200, { summaries }).summaries.map(({ id }) => id)).toEqual(['t0-t9/1', 't10-t19/1'])
    expect(select(turns, 120, { summaries }).summaries.map(({ id }) => id)).toEqual(['t0-t19/2'])
  })

  it('changes nothing for a summary without text, or where summaries are off', () => {
    const turns = talk(20)
    const told = select(turns, 110).told
    expect(select(turns, 110, { summaries: [{ ...summary('t0', 't5'), text: ' \n' }] }).told).toBe(told)
    const off = { ...settings, summaries: false }
    expect(select(turns, 110, { settings: off, summaries: [summary('t0', 't5')] }).told).toBe(told)
  })

  it('lets summaries stand in from the share of the window on that the policy names, and not without one', () => {
    const turns = talk(12)
    expect(select(turns, 1_000, { availableVerbatim: 100, summaries: [summary('t0', 't5')] }).told).toBe(
      't0-t5/1 t0 t6 t7',
    )
    expect(select(turns, 1_000, { availableVerbatim: 100 }).told).toBe('t0 t1 t2 t3 t4 t5 t6 t7')
  })

  it('keeps a summary of what came before the first turn given', () => {
    expect(select(talk(12), 130, { summaries: [summary('long', 'gone')] }).told).toMatch(/^long-gone\/1 /)
  })

  it('does not begin with an answer', () => {
    const [, ...turns] = talk(6)
    const all = { ...settings, verbatimExchanges: 9 }
    expect(select(turns, 200, { settings: all })).toMatchObject({ recent: 't2 t3 t4 t5', told: 't1' })
  })

  const inputs = fc
    .record({
      turns: fc.array(fc.constantFrom<Turn['role']>('user', 'assistant'), { maxLength: 90 }),
      scores: fc.array(fc.constantFrom(0, 0, 0.2, 0.5, 1), { minLength: 90, maxLength: 90 }),
      available: fc.nat(1_200),
      verbatim: fc.nat(1_200),
      verbatimExchanges: fc.nat(5),
      olderTurns: fc.constantFrom(...OLDER_TURNS),
      summaries: fc.boolean(),
      facts: fc.boolean(),
      cuts: fc.array(fc.nat(89), { maxLength: 6 }),
      pinned: fc.array(fc.nat(89), { maxLength: 3 }),
      stated: fc.array(fc.tuple(fc.nat(95), fc.boolean()), { maxLength: 8 }),
    })
    .map(({ turns, scores, available, verbatim, cuts, pinned, stated, ...settings }): HistoryInput => {
      const ends = [...new Set(cuts)].sort((a, b) => a - b)
      const parts = ends.map((end, at) => summary(`t${at === 0 ? 0 : ends[at - 1]! + 1}`, `t${end}`))
      const last = ends.at(-1)
      return {
        turns: turns.map((role, at): Turn => {
          const turn = { id: `t${at}`, role, content: 'ten tokens' } as const
          return pinned.includes(at) ? { ...turn, isPinned: true } : turn
        }),
        stated: stated.map(([turn, isPinned], at) => fact(`f${at}`, `t${turn}`, isPinned)),
        scores: scores.slice(0, turns.length),
        summaries: last === undefined ? [] : [...parts, summary('t0', `t${last}`, 2)],
        settings: { ...settings, summariesFrom: 1 },
        available,
        availableVerbatim: verbatim,
        costOf,
      }
    })

  it('never passes the room, gives each turn one fate with numbers that agree, and prefers what is more relevant', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const selected = selectHistory(input)
        expect(tokensOf(input.turns, selected)).toBeLessThanOrEqual(input.available)
        expect(selected.fates.map(({ turn }) => turn)).toEqual(input.turns)
        const sent = new Set([...selected.recentTurns, ...selected.olderTurns])
        for (const { turn, isSent, reason, because } of selected.fates) {
          expect(sent.has(turn)).toBe(isSent)
          expect(isConsistent(reason, because)).toBe(true)
        }
        const scoreOf = new Map(input.turns.map((turn, at) => [turn, input.scores![at]!]))
        const isFirst = (turn: Turn) => turn.isPinned || turn === input.turns.find(({ role }) => role === 'user')
        const values = selected.olderTurns.filter((turn) => !isFirst(turn)).map((turn) => scoreOf.get(turn)!)
        const isAll = selected.fates.every(({ isSent }) => isSent)
        if (input.settings.olderTurns === 'relevant' && !isAll) expect(values).toEqual(values.toSorted((a, b) => b - a))
      }),
    )
  })

  it('sends the last exchanges verbatim wherever they fit, and everything when it has what it wants', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { recentTurns } = selectHistory(input)
        const last = toExchanges(input.turns).slice(-input.settings.verbatimExchanges || input.turns.length)
        const isWanted = input.settings.verbatimExchanges > 0 && last[0]?.[0]?.role === 'user'
        const isPinned = input.turns.some((turn) => turn.isPinned)
        if (isWanted && !isPinned && last.flat().length * 10 <= input.available)
          expect(recentTurns).toEqual(last.flat())

        const open = { ...input, settings: { ...input.settings, olderTurns: 'relevant' as const } }
        const { availableVerbatim: _, ...all } = { ...open, available: wantedHistory(open, 100_000) + 40 }
        expect(selectHistory(all).fates.every(({ isSent }) => isSent)).toBe(true)
      }),
    )
  })

  it('loses nothing that is stated: it is in a turn that is sent, sent itself, or the numbers say why not', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { stated, statedFates, fates } = selectHistory(input)
        const known = input.settings.facts ? input.stated! : []
        expect(statedFates.map((fate) => fate.fact)).toEqual(known)
        expect(statedFates.filter(({ isSent }) => isSent).map((fate) => fate.fact)).toEqual(stated)
        const sent = new Set(fates.flatMap(({ turn, isSent }) => (isSent ? turn.id : [])))
        for (const fate of statedFates) {
          expect(isConsistent(fate.reason, fate.because)).toBe(true)
          if (fate.reason === 'stated_in_turn') expect(sent.has(fate.fact.turnId)).toBe(true)
        }
      }),
    )
  })

  it('says of no turn twice what was said: summaries lie apart and are of turns that are not sent', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { summaries, fates } = selectHistory(input)
        const placeOf = (id: string) => Number(id.slice(1))
        const ranges = summaries
          .map(({ fromTurnId, throughTurnId }) => ({ from: placeOf(fromTurnId!), through: placeOf(throughTurnId) }))
          // the others tell of what came before all that is known
          .filter(({ through }) => through < fates.length)
        for (const [at, { from, through }] of ranges.entries()) {
          expect(fates.slice(from, through + 1).some(({ isSent }) => !isSent)).toBe(true)
          if (at > 0) expect(from).toBeGreaterThan(ranges[at - 1]!.through)
        }
        if (!input.settings.summaries) expect(summaries).toEqual([])
      }),
    )
  })
})
