import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  tellAllArchived,
  tellAllBack,
  tellAnchored,
  tellArchived,
  tellBack,
  tellClosed,
  tellCurated,
  tellCurationBack,
  tellDeleted,
  tellEdited,
  tellEditRemoved,
  tellFailures,
  tellImported,
  tellMerged,
  tellProposed,
  tellPublished,
  tellReplay,
  tellSaved,
  tellSavedIn,
  tellSetDeleted,
  tellStopped,
  tellUsed,
} from './toast-words'

const count = fc.integer({ min: 0, max: 20_000 })
const numbersIn = (sentence: string) =>
  (sentence.match(/\d[\d,]*/g) ?? []).map((text) => Number.parseInt(text.replaceAll(',', ''), 10))

test('modules that were changed together are counted, one as one and none as none', () => {
  fc.assert(
    fc.property(count, (number) => {
      expect(numbersIn(tellAllArchived(number))).toEqual([number])
      for (const say of [tellAllBack, tellEdited]) {
        expect(numbersIn(say(number))).toEqual(number === 0 ? [] : [number])
        if (number > 0) expect(/\d (modules?)/.exec(say(number))?.[1]).toBe(number === 1 ? 'module' : 'modules')
      }
    }),
    { examples: [[0], [1], [2]] },
  )
})

test('what could not be changed is counted, and the first is named with its reason', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), (length) => {
      const failed = Array.from({ length }, () => ({ id: 'tone', message: 'It has a draft.' }))
      const { title, description } = tellFailures(failed)
      expect(numbersIn(title)).toEqual([length])
      expect(title.endsWith(length === 1 ? 'it is' : 'they are')).toBe(true)
      expect(description).toContain('tone: It has a draft.')
      expect(numbersIn(description)).toEqual(length === 1 ? [] : [length - 1])
    }),
    { examples: [[1], [2]] },
  )
})

test('an import that was ended before says how far it came', () => {
  expect(tellImported(1)).toBe('1 conversation is imported')
  expect(tellImported(12, 40)).toBe('12 of 40 conversations are imported')
  expect(tellImported(1, 40)).toBe('1 of 40 conversations is imported')
  expect(tellImported(0, 40)).toBe('0 of 40 conversations are imported')
  expect(tellImported(40, 40)).toBe('40 conversations are imported')
})

test('what was stopped says how far it came, and where that stands', () => {
  expect(tellStopped(100, 300, 7)).toBe('Stopped after 100 of 300 modules: what was proposed is in #7')
  expect(tellStopped(300, 300, 7)).toBe('All 300 modules were proposed already: see #7')
})

test('a version is named as it is stored, a chunk by its place from one on', () => {
  fc.assert(
    fc.property(count, (number) => {
      for (const say of [tellMerged, tellClosed, tellProposed])
        expect(say(number, 'production')).toContain(`#${number}`)
      for (const say of [tellSaved, tellUsed, tellCurationBack]) expect(numbersIn(say(number))).toEqual([number])
      for (const say of [tellCurated, tellAnchored]) expect(numbersIn(say(number))).toEqual([number + 1])
      expect(numbersIn(tellPublished('created', number))).toEqual([number])
      expect(numbersIn(tellPublished('unchanged', number))).toEqual([])
    }),
  )
})

test('a name is told as it is', () => {
  fc.assert(
    fc.property(fc.string(), (what) => {
      for (const say of [tellDeleted, tellSetDeleted, tellSavedIn, tellArchived, tellBack, tellEditRemoved])
        expect(say(what)).toContain(`“${what}”`)
    }),
  )
})

test('a context is called verified only when its bytes are the same', () => {
  const replay = { replayedHash: 'abcdef0123456789', redactions: [] }
  expect(tellReplay({ ...replay, isExact: true }).title).toMatch(/^Verified/)
  expect(tellReplay({ ...replay, isExact: true }).description).toBe('SHA-256 abcdef012345…')
  expect(tellReplay({ ...replay, isExact: false }).title).toMatch(/^Not verified/)
  const redacted = tellReplay({ ...replay, isExact: false, redactions: [{ note: 'A profile was erased.' }] })
  expect(redacted.description).toBe('A profile was erased.')
})

test('no toast puts a sentence together by itself', () => {
  const files = ['app', 'components'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
  )
  const calls = files
    .filter((path) => /(?<!\.test)\.tsx?$/.test(path))
    .flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/\btoast(?:Undo|\.(?!dismiss\()\w+)?\(\s*([^\n]*)/g)].map(
        ([, rest = '']) => rest,
      ),
    )
  expect(calls.length).toBeGreaterThan(15)
  // a fixed sentence, one of those above, a choice of them, or an error's own message
  const allowed = /^(?:'|tell\w+\(|title\b|done\b|message\b|error\.message\b|failure\.message\b)/
  expect(calls.filter((rest) => !allowed.test(rest))).toEqual([])
})
