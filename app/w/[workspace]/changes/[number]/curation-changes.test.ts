import { expect, it } from 'vitest'
import { carryOver, diffCuration, putEntry } from './curation-changes'

const entry = (text: string, keywords: string[] = [], isExcluded = false) => ({
  anchor: { headingPath: ['Birds'], text },
  isExcluded,
  keywords,
  questions: [],
})

it('names what changes of each chunk, and nothing of the others', () => {
  const same = entry('owls', ['strix'])
  const from = [same, entry('herons', ['ardea', 'heron']), entry('gulls', [], true)]
  const to = [same, entry('herons', ['ardea', 'egret']), entry('storks', ['ciconia'], true)]
  expect(diffCuration(from, to)).toMatchObject([
    { text: 'herons', retrieval: null, keywords: { added: ['egret'], removed: ['heron'] } },
    { text: 'gulls', retrieval: 'back', keywords: { added: [], removed: [] } },
    { text: 'storks', retrieval: 'out', keywords: { added: ['ciconia'], removed: [] } },
  ])
  expect(diffCuration(from, from)).toEqual([])
})

it('carries a proposal over to a curation that came meanwhile', () => {
  const base = [entry('herons', ['ardea']), entry('gulls', ['larus'])]
  const proposed = [entry('herons', ['ardea', 'egret'])]
  const production = [entry('herons', ['ardea', 'heron']), entry('gulls', ['larus'], true), entry('owls', ['strix'])]
  const carried = carryOver({ base, proposed, production, productionVersion: 2 })
  expect(carried).toEqual([
    entry('herons', ['ardea', 'heron', 'egret']),
    entry('gulls', [], true),
    entry('owls', ['strix']),
  ])
  expect(diffCuration(production, carried)).toEqual(diffCuration(base, proposed))
})

it('puts an entry in the place of those of its chunk', () => {
  const entries = [entry('herons', ['ardea']), entry('herons, before they moved'), entry('owls')]
  const next = entry('herons', ['egret'])
  expect(putEntry(entries, next, [entry('herons, before they moved')])).toEqual([entry('owls'), next])
})
