import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DiffLine } from '../vocabulary/comparison'
import { findChangedWords } from './changed-words'

const line = (kind: DiffLine['kind'], text: string): DiffLine => ({ kind, text })

/** The marked words of each line that has any. */
function markedOf(lines: DiffLine[]): Record<number, string[]> {
  const entries = [...findChangedWords(lines)].map(([at, ranges]) => [
    at,
    ranges.map(({ start, end }) => lines[at]?.text.slice(start, end)),
  ])
  return Object.fromEntries(entries)
}

describe('findChangedWords', () => {
  it('marks the word that differs', () => {
    const lines = [line('out', 'A chunk has at most 230 tokens.'), line('in', 'A chunk has at most 400 tokens.')]
    expect(markedOf(lines)).toEqual({ 0: ['230'], 1: ['400'] })
  })

  it('marks words that follow each other as one range, and what only one of the lines has', () => {
    const lines = [
      line('out', 'Chunks overlap where they touch.'),
      line('in', 'Chunks never overlap at all where they touch.'),
    ]
    expect(markedOf(lines)).toEqual({ 0: [], 1: ['never', 'at all'] })
  })

  it('pairs the lines of a run in their order, and none across an unchanged line', () => {
    const lines = [
      line('out', 'The first line says one.'),
      line('out', 'The second line says two.'),
      line('in', 'The first line says 1.'),
      line('in', 'The second line says 2.'),
      line('same', 'between'),
      line('in', 'The first line says one.'),
    ]
    expect(markedOf(lines)).toEqual({ 0: ['one'], 1: ['two'], 2: ['1'], 3: ['2'] })
  })

  it('leaves lines alone that have little in common', () => {
    expect(markedOf([line('out', 'Keys are shown once.'), line('in', 'A release may be frozen forever.')])).toEqual({})
  })

  it('marks single characters where a script has no spaces', () => {
    expect(markedOf([line('out', '每个块最多二百个词'), line('in', '每个块最多四百个词')])).toEqual({
      0: ['二'],
      1: ['四'],
    })
  })

  it('says of both lines the same once what it marks is taken out', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'chunk', 'token', '230', '.', ','), { maxLength: 12 })
    fc.assert(
      fc.property(words, words, (left, right) => {
        const lines = [line('out', left.join(' ')), line('in', right.join(' '))]
        const changed = findChangedWords(lines)
        if (changed.size === 0) return
        const rest = lines.map(({ text }, at) => {
          const kept = (changed.get(at) ?? []).toReversed().reduce((s, r) => s.slice(0, r.start) + s.slice(r.end), text)
          return kept.replaceAll(/\s+/g, '')
        })
        expect(rest[0]).toBe(rest[1])
      }),
    )
  })
})
