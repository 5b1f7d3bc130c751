import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type MergePart, mergeTexts } from './merge-texts'

const lines = (text: string) => text.replaceAll(' ', '\n')
const merge = (base: string, ours: string, theirs: string) =>
  mergeTexts({ base: lines(base), ours: lines(ours), theirs: lines(theirs) })
const textOf = (parts: MergePart[], pick: 'base' | 'ours' | 'theirs') =>
  parts.map((part) => (part.kind === 'agreed' ? part.text : part[pick])).join('')

it('puts together what both sides changed in different places', () => {
  expect(merge('a b c d e', 'a X c d e', 'a b c d Y')).toEqual([
    { kind: 'agreed', from: 'base', text: 'a\n' },
    { kind: 'agreed', from: 'ours', text: 'X\n' },
    { kind: 'agreed', from: 'base', text: 'c\nd\n' },
    { kind: 'agreed', from: 'theirs', text: 'Y' },
  ])
  // lines that came and lines that went
  expect(textOf(merge('a b c d', 'a new b c d', 'a b c'), 'base')).toBe(lines('a new b c'))
})

it('leaves to choose what both changed, unless they changed it alike', () => {
  expect(merge('a b c', 'a X c', 'a Y c')).toEqual([
    { kind: 'agreed', from: 'base', text: 'a\n' },
    { kind: 'conflict', base: 'b\n', ours: 'X\n', theirs: 'Y\n' },
    { kind: 'agreed', from: 'base', text: 'c' },
  ])
  // one took out what the other changed
  expect(merge('a b c', 'a c', 'a Y c')[1]).toEqual({ kind: 'conflict', base: 'b\n', ours: '', theirs: 'Y\n' })
  // changes of neighboring lines meet
  expect(merge('a b c d', 'a X c d', 'a b Y d')[1]).toMatchObject({
    kind: 'conflict',
    ours: 'X\nc\n',
    theirs: 'b\nY\n',
  })
  expect(merge('a b c', 'a X c', 'a X c')[1]).toEqual({ kind: 'agreed', from: 'both', text: 'X\n' })
  // both wrote a text that was not there
  expect(merge('', 'a', 'b')).toEqual([{ kind: 'conflict', base: '', ours: 'a', theirs: 'b' }])
  expect(merge('', '', '')).toEqual([])
})

const texts = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n', '\n', 'd'), { maxLength: 20 }).map((all) => all.join(''))

it('takes the other side where one changed nothing, loses no line of either, and is the same from both sides', () => {
  fc.assert(
    fc.property(texts, texts, texts, (base, ours, theirs) => {
      expect(textOf(mergeTexts({ base, ours, theirs: base }), 'base')).toBe(ours)
      expect(textOf(mergeTexts({ base, ours: base, theirs }), 'base')).toBe(theirs)
      expect(textOf(mergeTexts({ base, ours, theirs: ours }), 'base')).toBe(ours)
      const parts = mergeTexts({ base, ours, theirs })
      const kept = parts.map((part) => (part.kind === 'agreed' ? part.text : part.ours + part.theirs)).join('')
      const countOf = (text: string, line: string) => text.split(line).length
      for (const line of ['a', 'b', 'c', 'd']) {
        const added = (side: string) => countOf(side, line) - countOf(base, line)
        // what both sides have more of than the base is there, chosen or to be chosen
        if (added(ours) >= 0 && added(theirs) >= 0) {
          expect(countOf(kept, line)).toBeGreaterThanOrEqual(Math.max(countOf(ours, line), countOf(theirs, line)))
        }
      }
      const swapped = mergeTexts({ base, ours: theirs, theirs: ours })
      expect(textOf(swapped, 'ours')).toBe(textOf(parts, 'theirs'))
      expect(swapped.map(({ kind }) => kind)).toEqual(parts.map(({ kind }) => kind))
    }),
    { numRuns: 500 },
  )
})

it('takes texts with a great many lines', () => {
  const base = '\n'.repeat(300_000)
  expect(textOf(mergeTexts({ base, ours: `x${base}`, theirs: `${base}y` }), 'base')).toBe(`x${base}y`)
})
