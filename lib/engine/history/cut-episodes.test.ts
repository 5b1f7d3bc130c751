import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Turn } from '../vocabulary/types'
import { cutEpisodes, type TurnWords } from './cut-episodes'

/** Each word is a term of its own first letter. */
const wordsOf: TurnWords = ({ content }) => {
  const words = content.split(' ')
  return { ids: new Set(words.map((word) => word.charCodeAt(0))), words: words.length }
}
const talk = (exchanges: { words: number; topic: string; day: string }[]): Turn[] =>
  exchanges.flatMap(({ words, topic, day }, at): Turn[] => [
    { id: `u${at}`, role: 'user', content: 'ok', day },
    { id: `a${at}`, role: 'assistant', content: Array(words).fill(topic).join(' '), day },
  ])
const lengthsOf = (turns: Turn[]) => cutEpisodes(turns, wordsOf).map(({ length }) => length / 2)

describe('cutEpisodes', () => {
  const one = { words: 100, topic: 'x', day: '2026-03-01' }

  it('cuts where the day changes, and leaves the last run open', () => {
    expect(lengthsOf(talk([one, one, one]))).toEqual([])
    const next = { ...one, day: '2026-03-02' }
    expect(lengthsOf(talk([one, one, one, next]))).toEqual([3])
    // too short for a summary of its own
    expect(lengthsOf(talk([one, next, next, { ...one, day: '2026-03-03' }]))).toEqual([2, 1].slice(0, 1))
  })

  it('cuts where the topic changes, and where a run has become long', () => {
    const many = Array(7).fill({ ...one, topic: 'a b c d e f g h i j' })
    const other = { ...one, topic: 'k l m n p q r s t u' }
    expect(lengthsOf(talk([...many.slice(0, 1), other]))).toEqual([1])
    expect(lengthsOf(talk(Array(14).fill(one)))).toEqual([11])
  })

  it('keeps what it has cut when more is said, and leaves nothing out between', () => {
    const exchange = fc.record({
      words: fc.integer({ min: 1, max: 400 }),
      topic: fc.constantFrom('x', 'y', 'z'),
      day: fc.constantFrom('2026-03-01', '2026-03-02'),
    })
    fc.assert(
      fc.property(fc.array(exchange, { maxLength: 25 }), fc.nat(25), (exchanges, count) => {
        const turns = talk(exchanges)
        const all = cutEpisodes(turns, wordsOf)
        const before = cutEpisodes(talk(exchanges.slice(0, count)), wordsOf)
        expect(all.slice(0, before.length)).toEqual(before)
        expect(all.flat()).toEqual(turns.slice(0, all.flat().length))
        // going on after what is cut comes to the same
        const rest = turns.slice(all[0]?.length ?? 0)
        if (all.length > 0) expect(cutEpisodes(rest, wordsOf)).toEqual(all.slice(1))
      }),
    )
  })
})
