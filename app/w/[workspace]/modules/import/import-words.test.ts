import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ImportState } from './import-state'
import {
  choiceOfTwins,
  choiceToMove,
  choiceToReplace,
  choiceToUnarchive,
  confirmLabel,
  describeAlways,
  describeChange,
  describeCounts,
  describeGuessed,
  describeKept,
  describeOutcome,
  describeProposed,
  describeUndone,
  describeUnsearched,
  describeUnsent,
  labelPropose,
  labelRetry,
  labelRetryFailed,
  remainingOf,
  tellProgress,
  tellTooMany,
  titleOf,
  titleOfChange,
} from './import-words'

const count = fc.integer({ min: 0, max: 20_000 })
const some = fc.integer({ min: 1, max: 20_000 })
const numbersIn = (sentence: string) =>
  (sentence.match(/\d[\d,]*/g) ?? []).map((text) => Number.parseInt(text.replaceAll(',', ''), 10))
const ids = (length: number) => Array.from({ length }, (_, at) => `module-${'abcdefghij'[at % 10]}`)
const PLURALS = /\b(they|them|their|these|were|are|come)\b/i
const SINGULARS = /\b(it|its|was|comes)\b/i

/** That one of something is told as one, and several as several. */
function expectNumber(sentence: string, number: number, counted: RegExp) {
  expect(sentence).not.toMatch(/\b1 (files|modules|drafts)\b|[02-9] (file|module|draft)\b/)
  const words = sentence.replaceAll(counted, '')
  if (number === 1) expect(words).not.toMatch(PLURALS)
  else expect(words).not.toMatch(SINGULARS)
}

const PHASES: ImportState['phase'][] = [
  'reading',
  'planning',
  'planned',
  'sending',
  'done',
  'cancelled',
  'stopped',
  'undoing',
  'undone',
]

test('the title has the number of files in each phase that has one', () => {
  const planned = [0, 1, 2].map((total) => titleOf({ phase: 'planned', total }))
  expect(planned).toEqual(['Nothing to import', 'Import this file?', 'Import these files?'])
  fc.assert(
    fc.property(fc.constantFrom(...PHASES), count, (phase, total) => {
      const title = titleOf({ phase, total })
      const isCounted = phase === 'planning' || phase === 'sending'
      expect(numbersIn(title)).toEqual(isCounted ? [total] : [])
      if (isCounted) expect(/\d files?\b/.exec(title)?.[0].endsWith('s')).toBe(total !== 1)
    }),
    {
      examples: [
        ['planning', 1],
        ['sending', 1],
      ],
    },
  )
})

test('the time left is told in steps, rounded up', () => {
  fc.assert(
    fc.property(fc.integer({ min: -5_000, max: 36_000_000 }), (leftMs) => {
      const text = remainingOf(leftMs)
      const [told = 0] = numbersIn(text)
      const [unit, step] = text.includes('min') ? [60, 60] : [1, 5]
      expect(told * unit).toBeGreaterThanOrEqual(leftMs / 1000)
      expect(told * unit - step).toBeLessThan(Math.max(1, Math.ceil(leftMs / 1000)) + 5)
      expect((told * unit) % step).toBe(0)
    }),
  )
})

test('each choice and what it does is told of one as of one, and of several as of several', () => {
  fc.assert(
    fc.property(some, (number) => {
      for (const choice of [choiceToReplace(number), choiceToMove(number)]) {
        expect(numbersIn(choice.label)).toEqual([number])
        expect(numbersIn(choice.hint)).toEqual([])
        expectNumber(choice.hint, number, /earlier versions are kept/g)
        expectNumber(choice.label, number, /by the file that has its id|to where its file is/g)
      }
      const archived = choiceToUnarchive(number)
      expect(numbersIn(archived.label)).toEqual([number])
      expect(archived.hint).toContain(number === 1 ? 'it stays' : 'they stay')
      const twins = choiceOfTwins(number)
      expect(numbersIn(twins.label)).toEqual([number])
      expect(twins.label).toContain(number === 1 ? '1 file that has' : ' files that have')
    }),
    { examples: [[1], [2]] },
  )
})

test('what goes on, and what is tried once more, is counted', () => {
  fc.assert(
    fc.property(count, fc.boolean(), (files, publish) => {
      expect(numbersIn(confirmLabel(files, publish))).toEqual(files === 0 ? [] : [files])
      if (files > 0) expect(confirmLabel(files, publish).startsWith(publish ? 'Publish' : 'Keep')).toBe(true)
      expect(numbersIn(describeUnsent(files, 'sending'))).toEqual([files])
      expect(numbersIn(labelRetryFailed(files))).toEqual([files])
      expect(numbersIn(labelRetry(files))).toEqual(files === 1 ? [] : [files])
      expect(numbersIn(describeKept(files))).toEqual([files])
      expect(describeKept(files)).toContain(files === 1 ? 'it was' : 'they were')
    }),
    {
      examples: [
        [1, false],
        [1, true],
      ],
    },
  )
  expect(confirmLabel(1, false)).toBe('Keep 1 file as a draft')
})

test('files that go into every question are counted, and named as far as there is room', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), (length) => {
      const paths = ids(length)
      const { title, text } = describeAlways(paths)
      expect(numbersIn(title)).toEqual([length])
      const [named = '', rest = '0'] = /^(.*?)(?: and (\d+) more)?: /.exec(text)?.slice(1) ?? []
      expect(named.split(', ').length + Number(rest)).toBe(length)
      expect(text).toContain(length === 1 ? 'its front matter' : 'their front matter')
    }),
  )
})

test('files that no search finds are counted, and told with what sends them', () => {
  const { title, text } = describeUnsearched({ rule: ['a/AGENTS.md'], manual: ['b.mdc', 'c.mdc'] })
  expect(title).toBe('3 files will not be found by searching')
  expect(text).toBe(
    'a/AGENTS.md: sent when its rules match, such as with a question that names a file of its folder, or when pinned. b.mdc, c.mdc: sent when pinned, since their front matter says so or has neither a rule nor a description.',
  )
  expect(describeUnsearched({ rule: ['a.md'], manual: [] }).text).not.toContain('neither')
})

test('names that may be read wrongly are named, and those that are not are counted', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), (length) => {
      const { title, text } = describeGuessed(ids(length))
      expectNumber(title, length, /^$/g)
      expect(numbersIn(title)).toEqual([length])
      const [named = '', rest = '0'] = /^(.*?)(?: and (\d+) more)?: /.exec(text)?.slice(1) ?? []
      expect(named.split(', ').length + Number(rest)).toBe(length)
    }),
  )
})

test('what came of an import is told in the numbers of what was written and moved', () => {
  fc.assert(
    fc.property(count, count, fc.boolean(), (written, moved, publish) => {
      const sentence = describeOutcome({ written, unsearched: 0, moved }, publish)
      expect(numbersIn(sentence)).toEqual([written, moved].filter((number) => number > 0))
      for (const part of sentence.split('. ')) {
        const [number] = numbersIn(part)
        if (number !== undefined) expectNumber(part, number, /module is|modules are/g)
      }
      if (written > 0) expect(sentence.includes('published, and found')).toBe(publish)
    }),
    {
      examples: [
        [1, 0, true],
        [1, 1, false],
        [0, 0, true],
        [0, 1, true],
      ],
    },
  )
})

test.each([
  [1, 1, '1 module is published, and not found by searching.'],
  [3, 3, '3 modules are published, and none is found by searching.'],
  [17, 4, '17 modules are published: 13 are found from now on, 4 not by searching.'],
  [5, 4, '5 modules are published: 1 is found from now on, 4 not by searching.'],
])('of %i published modules %i are not found by searching', (written, unsearched, told) => {
  expect(describeOutcome({ written, unsearched, moved: 0 }, true)).toBe(told)
})

test('an import of the past has the counts of what it changed, and of what was undone', () => {
  fc.assert(
    fc.property(count, count, count, count, count, (created, updated, draft, moved, unarchived) => {
      const counts = { created, updated, draft, moved, unarchived }
      const told = numbersIn(describeCounts(counts))
      expect(told).toEqual(Object.values(counts).filter((number) => number > 0))
      const undone = { changed: ids(created % 40), unchanged: ids(updated % 40) }
      const number = undone.changed.length + undone.unchanged.length
      expect(numbersIn(describeUndone(undone))).toEqual(number === 0 ? [] : [number])
      if (number > 0) expect(describeUndone(undone)).toContain(number === 1 ? '1 module is as' : 'modules are as')
    }),
  )
  const module = { change: 'updated', version: 7, isUndone: false, keptBecause: null } as const
  expect(describeChange(module)).toBe('version 7')
  expect(describeChange({ ...module, change: 'unarchived', isUndone: true })).toBe('brought back · undone')
  expect(describeChange({ ...module, isUndone: true })).toBe('version 7 · undone')
  expect(describeChange({ ...module, keptBecause: 'Somebody published it since the import.' })).toContain('Somebody')
})

test('an import as a change request says how many files, and where they stand', () => {
  expect(labelPropose(0)).toBe('Nothing to propose')
  expect([labelPropose(1), labelPropose(24)]).toEqual(['Propose 1 file', 'Propose 24 files'])
  expect([titleOfChange(1), titleOfChange(1_024)]).toEqual(['Import 1 file', 'Import 1,024 files'])
  expect(describeProposed(0, 12)).toBe('#12 has all of it already.')
  expect(describeProposed(1, 12)).toContain('1 module stands in #12.')
  expect(describeProposed(24, 12)).toContain('24 modules stand in #12.')
})

test('it says what to do with more than a request holds', () => {
  expect(tellTooMany(620)).toContain('at most 500 edits, and these are 620 files. Import them in parts')
})

test('another screen hears of an import from its plan on, and how many files are done', () => {
  expect(tellProgress({ phase: 'idle', total: 0, results: [] })).toBe(null)
  expect(tellProgress({ phase: 'planned', total: 3, results: [] })).toBe('Import these files?')
  const results = ids(2).map((path) => ({ path, status: 'created' as const, problems: [] }))
  expect(tellProgress({ phase: 'sending', total: 1_200, results })).toBe('Importing 1,200 files: 2 done')
  // what the plan left out is not sent
  const left = results.map((result) => ({ ...result, plan: 'same' as const }))
  expect(tellProgress({ phase: 'sending', total: 1_200, results: [...left, ...results] })).toContain('2 done')
  expect(tellProgress({ phase: 'done', total: 2, results })).toBe('Import finished')
})
