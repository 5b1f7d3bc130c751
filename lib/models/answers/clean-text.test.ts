import fc from 'fast-check'
import { expect, it } from 'vitest'
import { clean, cleanParts } from './clean-text'

it('cleans a text in parts as it cleans the whole, wherever the parts end', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.nat(40)), (text, cuts) => {
      const cleanPart = cleanParts()
      const ends = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length]
      const parts = ends.slice(1).map((end, at) => text.slice(ends[at], end))
      expect(parts.map(cleanPart).join('')).toBe(clean(text))
    }),
    { examples: [['🐟', [1]]] },
  )
})
