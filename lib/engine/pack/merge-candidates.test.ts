import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeCandidate } from '../assemble/prepared.fixture'
import { mergeCandidates } from './merge-candidates'

const BODY = 'The quick brown fox jumps over the lazy dog and runs far away into the deep dark wood.'
const chunk = (start: number, end: number, moduleId = 'm') =>
  makeCandidate(moduleId, BODY.slice(start, end), { chunkId: `${start}-${end}`, startOffset: start })
const texts = (...chunks: ReturnType<typeof chunk>[]) =>
  mergeCandidates(chunks).map((item) => item.parts.map((part) => part.text).join(''))

describe('mergeCandidates', () => {
  it('joins overlapping and adjacent chunks in the order of the text', () => {
    expect(texts(chunk(10, 25), chunk(0, 15), chunk(25, 30))).toEqual([BODY.slice(0, 30)])
  })

  it('keeps chunks apart that lie apart, the better one first', () => {
    expect(texts(chunk(40, 50), chunk(0, 10))).toEqual([BODY.slice(40, 50), BODY.slice(0, 10)])
  })

  it('bridges the blank line between two chunks', () => {
    const [item] = mergeCandidates([chunk(0, 10), chunk(12, 20)])
    expect(item?.parts.map(({ sourceStart, sourceEnd }) => [sourceStart, sourceEnd])).toEqual([
      [0, 10],
      [10, 20],
    ])
    expect(item?.parts[1]?.text).toBe(`\n\n${BODY.slice(12, 20)}`)
  })

  it('never joins versions or modules', () => {
    const other = makeCandidate('m', BODY.slice(5, 15), { chunkId: 'x', startOffset: 5, module: { version: 2 } })
    expect(mergeCandidates([chunk(0, 10), other, chunk(0, 10, 'n')])).toHaveLength(3)
  })

  it('sends every character that a chunk holds, once, from where it stands', () => {
    const range = fc.tuple(fc.nat(BODY.length - 1), fc.integer({ min: 1, max: 20 }))
    fc.assert(
      fc.property(fc.array(range, { minLength: 1, maxLength: 8 }), (ranges) => {
        const chunks = ranges.map(([start, length]) => chunk(start, Math.min(BODY.length, start + length)))
        const sent = new Array<number>(BODY.length).fill(0)
        for (const { parts } of mergeCandidates(chunks)) {
          for (const { text, sourceStart, sourceEnd } of parts) {
            expect(text).toHaveLength(sourceEnd - sourceStart)
            for (const [index, character] of [...text].entries()) {
              if (character === '\n') continue
              expect(character).toBe(BODY[sourceStart + index])
              sent[sourceStart + index] = (sent[sourceStart + index] ?? 0) + 1
            }
          }
        }
        const held = sent.map((_, at) => chunks.some((each) => each.startOffset <= at && at < each.endOffset))
        expect(sent).toEqual(held.map(Number))
      }),
    )
  })
})
