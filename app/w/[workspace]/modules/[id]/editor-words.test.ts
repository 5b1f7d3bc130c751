import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  countChunks,
  countProblems,
  describeAdded,
  describeCuration,
  describeDelete,
  describeDependents,
  describeDiscard,
  describeDrafted,
  describeLikeness,
  describeLost,
  describeOverlay,
  describePublished,
  describeRelated,
  describeSummaries,
  nameChunk,
  titlePublish,
} from './editor-words'

const count = fc.integer({ min: 0, max: 20_000 })
const numbersIn = (sentence: string) =>
  (sentence.match(/\d[\d,]*/g) ?? []).map((text) => Number.parseInt(text.replaceAll(',', ''), 10))

/** Ids without digits, so that the numbers of a sentence are its own. */
const ids = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 12 })

test.each([
  ['problem', countProblems],
  ['chunk', countChunks],
  ['curated chunk', describeLost],
  ['section', describeSummaries],
])('%s is counted as it is, one of them as one', (unit, say) => {
  fc.assert(
    fc.property(count, (number) => {
      const sentence = say(number)
      expect(numbersIn(sentence)).toEqual([number])
      expect(new RegExp(`[\\d,] ${unit}(s?)\\b`).exec(sentence)?.[1]).toBe(number === 1 ? '' : 's')
    }),
    { examples: [[0], [1], [2]] },
  )
})

test('curation is told with its numbers, each at its word', () => {
  fc.assert(
    fc.property(count, count, count, (a, b, c) => {
      expect(numbersIn(describeCuration(a, b))).toEqual([a, b])
      const parts = describeOverlay(a, b, c).split(', ')
      expect(parts.flatMap(numbersIn)).toEqual([a, b, c])
      expect(parts.map((part) => part.replace(/^[\d,]+ /, ''))).toEqual([
        'excluded',
        b === 1 ? 'keyword' : 'keywords',
        c === 1 ? 'question' : 'questions',
      ])
    }),
    { examples: [[1, 1, 1]] },
  )
})

test('a chunk is named by its place from one on, a version by the one that it will be', () => {
  fc.assert(
    fc.property(count, (number) => {
      expect(numbersIn(nameChunk(number))).toEqual([number + 1])
      expect(numbersIn(titlePublish('Tone', number))).toEqual(number === 0 ? [] : [number + 1])
      expect(numbersIn(describePublished(number))).toEqual(number === 0 ? [] : [number])
      expect(numbersIn(describeDiscard(number))).toEqual(number === 0 ? [] : [number])
      expect(numbersIn(describeDelete(number))).toEqual(number < 2 ? [] : [number])
    }),
    { examples: [[0], [1], [2]] },
  )
})

test('who needs a module is counted, and named as far as there is room', () => {
  fc.assert(
    fc.property(
      ids.filter(({ length }) => length > 0),
      (names) => {
        const sentence = describeDependents(names)
        const [, listed = '', , more] =
          /: (.*?)( and ([\d,]+) more)?\. (?:It|They) will miss it\.$/.exec(sentence) ?? []
        const shown = listed.split(', ')
        expect(shown).toEqual(names.slice(0, shown.length))
        expect(shown.length + Number(more ?? 0)).toBe(names.length)
        expect(numbersIn(sentence)[0]).toBe(names.length)
        expect(sentence.includes('1 module needs it')).toBe(names.length === 1)
      },
    ),
  )
})

test('what a draft changes of the dependencies leads from the published ones to its own', () => {
  fc.assert(
    fc.property(ids, ids, (drafted, published) => {
      const sentence = describeDrafted(drafted, published)
      const told = sentence.replace('Changed in the draft: ', '').split(', ').filter(Boolean)
      const after = new Set(published)
      for (const change of told) {
        const [sign, id = ''] = change.split(' ')
        expect(after.has(id)).toBe(sign === '−')
        if (sign === '−') after.delete(id)
        else after.add(id)
      }
      expect([...after].toSorted()).toEqual(drafted.toSorted())
    }),
  )
})

test('how alike two modules are is told in its percent, and never as the same', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (score) => {
      const [percent] = numbersIn(describeLikeness(score))
      if (percent === undefined) {
        expect([describeLikeness(score), score > 0.99]).toEqual(['almost the same', true])
      } else if (describeLikeness(score).includes('<1%')) {
        expect(score > 0 && score < 0.005).toBe(true)
      } else {
        expect(Math.abs(percent - 100 * score)).toBeLessThanOrEqual(0.5)
        expect(percent).toBeLessThan(100)
      }
    }),
    { examples: [[1], [0.995], [0.9949], [0]] },
  )
})

test('related modules are announced only where there are some', () => {
  expect(describeRelated(0)).toMatch(/^No published module/)
  expect(describeRelated(1)).toMatch(/^The published modules/)
})

test('what a chunk holds besides its own text is told as it is marked', () => {
  for (const isRepeated of [false, true]) {
    for (const isInserted of [false, true]) {
      const told = describeAdded({ isRepeated, isInserted })
      expect([told.includes('Grey'), told.includes('Underlined')]).toEqual([isRepeated, isInserted])
    }
  }
})
