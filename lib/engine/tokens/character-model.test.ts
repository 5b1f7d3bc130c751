import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createVocabulary } from './vocabulary'

const SPACE = '▁'
const utf8 = new TextEncoder()
const byteToken = (byte: number) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`

/** In an order that is not that of the tokens; one reaches over a space. */
const MERGES = [
  [SPACE, SPACE],
  ['t', 'h'],
  ['th', 'e'],
  [SPACE, 'the'],
  ['h', 'e'],
  [SPACE, 't'],
  ['>', SPACE],
  [`>${SPACE}`, '<'],
  ['中', '国'],
  ['👍', '👍'],
]
const CHARACTERS = [SPACE, 't', 'h', 'e', '>', '<', 'b', '中', '国', '👍', '\n']
const REPLACE = { type: 'Replace', pattern: { String: ' ' }, content: SPACE }
const PREPEND = { type: 'Sequence', normalizers: [{ type: 'Prepend', prepend: SPACE }, REPLACE] }
const METASPACE = { type: 'Metaspace', replacement: SPACE, prepend_scheme: 'first', split: false }
const added = (content: string, more = {}) => ({
  ...{ content, special: false, lstrip: false, rstrip: false, single_word: false, normalized: false },
  ...more,
})

/** A tokenizer.json of characters, but of few tokens. */
function file(changes: object = {}, model: object = {}) {
  const bytes = Array.from({ length: 256 }, (_, byte) => byteToken(byte))
  const tokens = [...new Set([...bytes, ...MERGES.map((pair) => pair.join('')).toReversed(), ...CHARACTERS])]
  return {
    added_tokens: [added('<b>'), added('<b><b>'), added('\n\n'), added('<end>', { special: true })],
    normalizer: REPLACE,
    pre_tokenizer: null,
    model: {
      ...{ type: 'BPE', byte_fallback: true, merges: MERGES },
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      ...model,
    },
    ...changes,
  }
}

/** The textbook loop over a whole text between added tokens: the first merge that any pair has, the leftmost pair first. */
function countPlainly(text: string, prefix = ''): number {
  const segments = text.toWellFormed().split(/(<b><b>|<b>|\n\n)/)
  return segments.reduce((sum, segment, at) => {
    if (at % 2 === 1) return sum + 1
    const letters = (at === 0 && segment !== '' ? prefix : '') + segment.replaceAll(' ', SPACE)
    let parts = Array.from(letters).flatMap((letter) =>
      CHARACTERS.includes(letter) ? [letter] : Array.from(utf8.encode(letter), byteToken),
    )
    for (;;) {
      const merge = MERGES.find(([left, right]) => parts.some((part, i) => part === left && parts[i + 1] === right))
      if (!merge) return sum + parts.length
      const i = parts.findIndex((part, index) => part === merge[0] && parts[index + 1] === merge[1])
      parts = [...parts.slice(0, i), merge.join(''), ...parts.slice(i + 2)]
    }
  }, 0)
}

const PARTS = [
  'the',
  ' the',
  'th',
  'e',
  ' ',
  '  ',
  '> <',
  '>',
  '<',
  '<b>',
  '\n',
  '\n\n',
  '中国',
  'é',
  '👍',
  '\ud800',
  SPACE,
]
const anyText = fc.array(fc.constantFrom(...PARTS), { maxLength: 30 }).map((parts) => parts.join(''))

describe('a vocabulary of characters', () => {
  it.each([
    ['spaces alone are replaced', {}, () => ''],
    ['nothing is left to split', { pre_tokenizer: { type: 'Split', pattern: { String: ' ' } } }, () => ''],
    ['a space is put before it', { normalizer: PREPEND }, () => SPACE],
    [
      'a space is put before it where it has none',
      { normalizer: null, pre_tokenizer: METASPACE },
      (text: string) => (/^[ ▁]/.test(text) ? '' : SPACE),
    ],
  ])('counts as the textbook does over the whole text: %s', (_name, changes, prefixOf) => {
    const counter = createVocabulary(file(changes))
    fc.assert(
      fc.property(anyText, (text) => {
        expect(counter.count(text)).toBe(countPlainly(text, prefixOf(text)))
        let last = 0
        let total = 0
        counter.eachPiece(text, (start, end, tokens) => {
          expect(start).toBe(last)
          last = end
          total += tokens
        })
        expect([last, total]).toEqual([text.length, counter.count(text)])
      }),
      { numRuns: 300 },
    )
  })

  it('takes what is added to it for one token, the longest first, and control tokens for text', () => {
    const counter = createVocabulary(file())
    expect(counter.count('<b>')).toBe(1)
    expect(counter.count('<b><b><b>')).toBe(2)
    expect(counter.count('<end>')).toBeGreaterThan(1)
  })

  it('counts a character that it lacks by its bytes, and as one token each where it lacks those', () => {
    expect(createVocabulary(file()).count('é')).toBe(2)
    const { vocab } = file().model
    const { '<0xC3>': _, ...without } = vocab
    expect(createVocabulary(file({}, { vocab: without })).count('é')).toBe(2)
  })

  it.each([
    [{ normalizer: { type: 'Lowercase' } }, {}, 'it changes texts in a way that is not known here'],
    [{ normalizer: PREPEND, pre_tokenizer: METASPACE }, {}, 'it changes texts in a way that is not known here'],
    [{ normalizer: null }, {}, 'it changes texts in a way that is not known here'],
    [{ normalizer: null, pre_tokenizer: { ...METASPACE, split: true } }, {}, 'it changes texts in a way'],
    [{ added_tokens: [added('<b>', { lstrip: true })] }, {}, 'it finds “<b>” in a way that is not known here'],
    [{}, { ignore_merges: true }, 'it takes words before merges'],
    [{}, { vocab: {} }, 'its vocabulary has no token for'],
  ])('says what it does not know of %j %j', (changes, model, problem) => {
    expect(() => createVocabulary(file(changes, model))).toThrow(problem)
  })

  it.each(['t', ' ', '\n', '中', '👍', 'the', '> <', '<b', '<b>', '\ud800'])('takes 200,000 times %j', (unit) => {
    const counter = createVocabulary(file())
    const started = performance.now()
    expect(counter.count(unit.repeat(200_000))).toBeGreaterThan(1_000)
    // it only has to tell n log n from n², which takes hours
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})
