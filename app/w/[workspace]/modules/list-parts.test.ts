import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Line, toLines } from './list-parts'

const count = fc.integer({ min: 0, max: 40 })

test('each module is listed once, in order, beneath the heading of its part and of its count', () => {
  fc.assert(
    fc.property(count, count, count, fc.integer({ min: 0, max: 120 }), (name, text, other, most) => {
      const matches = { name, text, other }
      const loaded = Math.min(most, name + text + other)
      const lines = toLines(loaded, matches)
      const indexes = lines.flatMap((line) => (line.kind === 'module' ? [line.index] : []))
      expect(indexes).toEqual(Array.from({ length: loaded }, (_, index) => index))
      const partOf = (index: number) => (index < name ? 'name' : index < name + text ? 'text' : 'other')
      let heading: Extract<Line, { kind: 'heading' }> | undefined
      for (const line of lines) {
        if (line.kind === 'heading') {
          expect(line.count).toBe(matches[line.part])
          heading = line
        } else expect(heading?.part).toBe(partOf(line.index))
      }
      const headings = lines.flatMap((line) => (line.kind === 'heading' ? [line.part] : []))
      expect(new Set(headings).size).toBe(headings.length)
    }),
  )
})

test('a list without parts has no heading', () => {
  expect(toLines(2, undefined)).toEqual([
    { kind: 'module', index: 0 },
    { kind: 'module', index: 1 },
  ])
})
