import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OverlayEntry } from '../vocabulary/types'
import { bindOverlay, hashChunkText, LEAST_OVERLAP } from './bind-overlay'

const chunk = (text: string, headingPath = ['Guide']) => ({ headingPath, text })
const entryOf = ({ headingPath, text }: ReturnType<typeof chunk>, more: Partial<OverlayEntry> = {}): OverlayEntry => ({
  anchor: { headingPath, contentHash: hashChunkText(text), text },
  isExcluded: false,
  keywords: ['more'],
  questions: [],
  ...more,
})
const at = (entries: OverlayEntry[], chunks: ReturnType<typeof chunk>[]) =>
  bindOverlay(entries, chunks).map(({ index }) => index)

const words = (from: number, count: number) => Array.from({ length: count }, (_, i) => `word${from + i}`).join(' ')

describe('bindOverlay', () => {
  it('follows the very text wherever it moved, even under another heading', () => {
    const entry = entryOf(chunk('Roll back a version.'))
    expect(at([entry], [chunk('First.'), chunk('Roll back a version.', ['Other'])])).toEqual([1])
  })

  it('tells equal texts apart by their heading', () => {
    const entry = entryOf(chunk('See above.', ['B']))
    expect(at([entry], [chunk('See above.', ['A']), chunk('See above.', ['B'])])).toEqual([1])
  })

  it('finds an edited text under its heading, and no similar one elsewhere', () => {
    const entry = entryOf(chunk(words(0, 20)))
    const edited = words(0, 20).replace('word7', 'changed')
    expect(at([entry], [chunk('Nothing alike.'), chunk(edited)])).toEqual([1])
    expect(at([entry], [chunk(edited, ['Elsewhere'])])).toEqual([undefined])
  })

  it('goes with the larger part when a chunk is cut in two', () => {
    const entry = entryOf(chunk(words(0, 40)))
    expect(at([entry], [chunk(words(0, 14)), chunk(words(14, 26))])).toEqual([1])
  })

  it('keeps keywords when chunks are merged, but never excludes text that nobody excluded', () => {
    const merged = [chunk(words(0, 100))]
    expect(at([entryOf(chunk(words(0, 30)))], merged)).toEqual([0])
    const excluded = entryOf(chunk(words(0, 30)), { isExcluded: true })
    expect(at([excluded], merged)).toEqual([undefined])
    expect(bindOverlay([excluded], merged)[0]?.overlap).toBeLessThan(LEAST_OVERLAP)
  })

  it('reports a rewritten text as lost', () => {
    expect(bindOverlay([entryOf(chunk(words(0, 20)))], [chunk(words(50, 20))])).toMatchObject([{ overlap: 0 }])
    expect(at([entryOf(chunk(''))], [])).toEqual([undefined])
  })

  it('binds every entry to its own chunk whatever the order the chunks come in', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{3,8}( [a-z]{3,8}){0,12}$/), { minLength: 1, maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        (texts, order) => {
          const chunks = texts.map((text) => chunk(text))
          const shuffled = chunks
            .map((item) => ({ item, key: order.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ item }) => item)
          const bound = bindOverlay(
            chunks.map((item) => entryOf(item)),
            shuffled,
          )
          for (const { entry, index = -1, overlap } of bound) {
            expect(shuffled[index]?.text).toBe(entry.anchor.text)
            expect(overlap).toBe(1)
          }
        },
      ),
    )
  })
})
