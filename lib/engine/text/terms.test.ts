import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { BORDERS, extractSentences, extractTerms, indexTerms, PREFIX_WEIGHT, SENTENCE_END, termId } from './terms'

vi.setConfig({ testTimeout: 60_000 })

const terms = (text: string, language?: string) => extractTerms(text, language).map(({ term }) => term)

describe('extractTerms', () => {
  it.each<[string, string[], string?]>([
    ['The deployments are deployed', ['deploy']],
    ['Die Rechnungen und die Rechnung', ['rechnung'], 'de'],
    ["the user's résumé", ['user', 'resum']],
    ['parseUserId', ['parseuserid', 'pars', 'user', 'id']],
    ['snake_case_name', ['snake_case_name', 'snake', 'case', 'name']],
    ['kebab-case', ['kebab-case', 'kebab', 'case']],
    ['lib/engine/types.ts', ['lib/engine/types.ts', 'lib', 'engin', 'type', 'ts']],
    ['ERR_MODULE_NOT_FOUND', ['err_module_not_found', 'err', 'modul', 'found']],
    ['v1.2.3', ['v1.2.3', 'v1', '2', '3']],
    ['C++ or C#', ['c++', 'c', 'c#']],
    ['Ｆｕｌｌ ｗｉｄｔｈ', ['full', 'width']],
    ['東京都', ['東京', '京都', '東', '京', '都']],
    ['한국어', ['한국', '국어', '한', '국', '어']],
    ['React入門', ['react', '入門', '入', '門']],
    ['ありがとう', ['あり', 'りが', 'がと', 'とう']],
    ['error 0x80070005', ['error', '0x80070005', '80070005']],
    ['launch 🚀 of 🇩🇪, 👩‍💻', ['launch', '🚀', '🇩🇪', '👩', '💻']],
    ['The Who', ['the who', 'the', 'who']],
    ['Albums of The Who', ['album', 'the who']],
    ['Hamlet: to be or not to be', ['hamlet', 'to be', 'be or', 'or not', 'not to']],
    ['what is in the box', ['box']],
    ['', []],
    ['… !? —', []],
  ])('finds in %j %j', (text, expected, language?: string) => {
    expect(terms(text, language)).toEqual(expected)
  })

  it('finds a word in a query however the document writes it', () => {
    const found = new Set(terms('Configuring retrieval: chunkSize and max_tokens in src/config.ts'))
    for (const query of ['configured', 'retrieving', 'chunk', 'size', 'MAX_TOKENS', 'tokens', 'src/config.ts']) {
      expect(terms(query).some((term) => found.has(term))).toBe(true)
    }
  })

  it('is deterministic and bounded on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const found = extractTerms(text)
        expect(extractTerms(text)).toEqual(found)
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
        for (const { id, term, count } of found) {
          expect(id).toBe(termId(term))
          expect(id).toBeGreaterThanOrEqual(0)
          expect(id).toBeLessThan(2 ** 20)
          expect(term.length).toBeGreaterThan(0)
          expect(term.length).toBeLessThanOrEqual(70)
          expect(term.isWellFormed()).toBe(true)
          expect(count).toBeGreaterThan(0)
        }
      }),
      { numRuns: 500 },
    )
  })

  it.each(['a', 'A', '中', '_', 'a-', '.', '👍', '\0', '\ud800', "a's "])(
    'takes 200,000 times %j in time',
    (unit) => {
      const started = performance.now()
      extractTerms(unit.repeat(200_000))
      expect(performance.now() - started).toBeLessThan(20_000)
    },
    20_000,
  )

  it('spreads a vocabulary of 50,000 terms with the collision rate that it states', () => {
    const ids = new Map<number, number>()
    for (let i = 0; i < 50_000; i++) {
      const id = termId(`term${i.toString(36)}`)
      ids.set(id, (ids.get(id) ?? 0) + 1)
    }
    const colliding = [...ids.values()].filter((count) => count > 1).reduce((sum, count) => sum + count, 0)
    expect(colliding / 50_000).toBeLessThan(0.06)
  })
})

describe('extractSentences', () => {
  const units = fc.oneof(
    fc.constantFrom(
      'to be or not',
      'The Who',
      'the',
      'is it',
      "it's",
      'Rückerstattung',
      'configMap',
      'v2.1',
      '退款',
      '2.5',
      'C#',
    ),
    fc.constantFrom(
      '.',
      '. ',
      '! ',
      '?\n',
      '\n',
      '\n\n',
      ' ',
      '\u2003',
      '。',
      '…',
      "'s ",
      '\u0301',
      '\ufeff',
      'e\u0301',
      '\ud800',
    ),
    fc.string({ unit: 'grapheme', maxLength: 4 }),
  )

  it('finds in a text and in each of its sentences what reading each alone finds', () => {
    fc.assert(
      fc.property(fc.array(units, { maxLength: 30 }), fc.constantFrom('en', 'de', 'fr', 'ja'), (parts, language) => {
        const text = parts.join('')
        const { terms, sentences } = extractSentences(text, language)
        expect(terms).toEqual(extractTerms(text, language))
        const alone = text
          .split(BORDERS)
          .map((sentence) => extractTerms(sentence, language).map(({ id }) => id))
          .filter((ids) => ids.length > 0)
        const ends = sentences.flatMap((id, at) => (id === SENTENCE_END ? [at] : []))
        const together = ends.map((end, at) => [...new Set(sentences.slice((ends[at - 1] ?? -1) + 1, end))])
        expect(together).toEqual(alone)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('indexTerms', () => {
  it('weighs the prefix and sums the counts', () => {
    const { counts, length } = indexTerms({ prefix: ['Billing', 'Refunds'], body: 'Refunds take days. Refund early.' })
    const count = (word: string) => counts.find(({ term }) => term === terms(word)[0])?.count
    expect(count('refund')).toBe(2 + PREFIX_WEIGHT)
    expect(count('billing')).toBe(PREFIX_WEIGHT)
    expect(length).toBe(counts.reduce((sum, { count }) => sum + count, 0))
  })
})
