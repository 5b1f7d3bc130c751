import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { vocabularyOf } from './vocabularies'
import { createVocabulary } from './vocabulary'
import { byteLetter, MERGES, tokenizerFile } from './vocabulary.fixture'

const utf8 = new TextEncoder()

/** The textbook loop over one piece: the first merge of the list that any pair has, the leftmost pair first. */
function countPlainly(piece: string, merges = MERGES): number {
  let parts = Array.from(utf8.encode(piece), byteLetter)
  for (;;) {
    const merge = merges.find(([left, right]) => parts.some((part, at) => part === left && parts[at + 1] === right))
    if (!merge) return parts.length
    const at = parts.findIndex((part, index) => part === merge[0] && parts[index + 1] === merge[1])
    parts = [...parts.slice(0, at), merge.join(''), ...parts.slice(at + 2)]
  }
}

const piecesOf = (file: object, text: string) => {
  const pieces: { text: string; tokens: number }[] = []
  let last = 0
  createVocabulary(file).eachPiece(text, (start, end, tokens) => {
    expect(start).toBe(last)
    last = end
    pieces.push({ text: text.slice(start, end), tokens })
  })
  expect(last).toBe(text.length)
  return pieces
}

const PARTS = [
  'the',
  ' the',
  'he',
  'in',
  'ing',
  ' th',
  '0',
  '000',
  '  ',
  ' ',
  '\n',
  "'s",
  'é',
  'e\u0301',
  '中',
  '👍',
  '\ud800',
  '<|end|>',
]
const anyText = fc.array(fc.constantFrom(...PARTS), { maxLength: 30 }).map((parts) => parts.join(''))

describe('a vocabulary', () => {
  it('counts each piece as the textbook does, and its pieces cover the text', () => {
    const file = tokenizerFile()
    fc.assert(
      fc.property(anyText, (text) => {
        const pieces = piecesOf(file, text)
        for (const piece of pieces) expect(piece.tokens).toBe(countPlainly(piece.text))
        expect(createVocabulary(file).count(text)).toBe(pieces.reduce((sum, { tokens }) => sum + tokens, 0))
      }),
      { numRuns: 200 },
    )
    expect(piecesOf(file, "the thing's 0000").map(({ text }) => text)).toEqual(['the', ' thing', "'s", ' ', '000', '0'])
  })

  it('merges in the order of its list, whatever the numbers of its tokens', () => {
    const merges = MERGES.toReversed()
    const counter = createVocabulary(tokenizerFile({}, { merges }))
    for (const text of ['the', ' the', ' thing', ' thth']) expect(counter.count(text)).toBe(countPlainly(text, merges))
    expect(countPlainly(' the', merges)).not.toBe(countPlainly(' the'))
  })

  it('takes a word that it has for one token, where it says that merges do not count', () => {
    // no merge leads to it
    const vocab = { ...tokenizerFile().model.vocab, ĠthingĠ: 400, Ġthing: 401 }
    expect(createVocabulary(tokenizerFile({}, { vocab })).count(' thing')).toBe(2)
    expect(createVocabulary(tokenizerFile({}, { vocab, ignore_merges: true })).count(' thing')).toBe(1)
  })

  it('composes letters where it says so, and tells where their pieces stand', () => {
    const file = tokenizerFile({ normalizer: { type: 'NFC' } })
    expect(createVocabulary(file).count('e\u0301')).toBe(1)
    expect(createVocabulary(tokenizerFile()).count('e\u0301')).toBe(3)
    expect(piecesOf(file, 'the e\u0301 \u1112\u1161\u11ab 0').map(({ text }) => text)).toEqual([
      'the',
      ' e\u0301',
      ' \u1112\u1161\u11ab',
      ' ',
      '0',
    ])
    fc.assert(
      fc.property(anyText, (text) => piecesOf(file, text).length >= 0),
      { numRuns: 200 },
    )
  })

  it('splits by several patterns, each within the pieces of the one before', () => {
    const step = (Regex: string) => ({ type: 'Split', pattern: { Regex }, behavior: 'Isolated', invert: false })
    const pretokenizers = [
      step(String.raw`\p{N}{1,3}`),
      step('[一-龥]+'),
      { type: 'ByteLevel', add_prefix_space: false },
    ]
    const file = tokenizerFile({ pre_tokenizer: { type: 'Sequence', pretokenizers } })
    expect(piecesOf(file, 'a1234中 b').map(({ text }) => text)).toEqual(['a', '123', '4', '中', ' b'])
  })

  it.each([
    [null, 'it is no tokenizer.json'],
    [tokenizerFile({}, { type: 'Unigram' }), 'its model is not BPE'],
    [tokenizerFile({ normalizer: { type: 'Lowercase' } }), 'it changes texts in a way that is not known here'],
    [tokenizerFile({ pre_tokenizer: null }), 'it does not say how texts are split'],
    [tokenizerFile({ pre_tokenizer: { type: 'Metaspace' } }), 'it does not count by bytes'],
    [tokenizerFile({}, { vocab: { a: 0 } }), 'its vocabulary has no token for “he”'],
    [tokenizerFile({}, { merges: undefined }), 'it has no merges'],
    [tokenizerFile({}, { merges: [7] }), 'its merges are no pairs'],
    [tokenizerFile({}, { vocab: undefined }), 'it has no vocabulary'],
  ])('says what it does not know of %j', (file, problem) => {
    expect(() => createVocabulary(file)).toThrow(problem)
  })

  it.each(['a', ' ', '\n', '0', '中', '👍', '\u0301', '\ud800', 'the'])('takes 200,000 times %j', (unit) => {
    const counter = createVocabulary(tokenizerFile({ normalizer: { type: 'NFC' } }))
    const started = performance.now()
    expect(counter.count(unit.repeat(200_000))).toBeGreaterThan(1_000)
    // it only has to tell n log n from n², which takes hours
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})

describe('vocabularyOf', () => {
  it.each([
    ['meta-llama/Llama-3.1-8B-Instruct', 'llama3'],
    ['llama3.2:3b', 'llama3'],
    ['Meta-Llama-3-70B', 'llama3'],
    ['llama-3.3-70b-versatile', 'llama3'],
    ['qwen/qwen3-32b', 'qwen3'],
    ['qwen3:8b', 'qwen3'],
    ['deepseek-chat', 'deepseek_v3'],
    ['deepseek-ai/DeepSeek-V3', 'deepseek_v3'],
    ['deepseek-r1:671b', 'deepseek_v3'],
    ['open-mistral-nemo', 'mistral_nemo'],
    ['mistral:7b', 'mistral'],
    ['mistralai/Mistral-7B-Instruct-v0.3', 'mistral'],
    ['mixtral:8x7b', 'mistral'],
    ['gemma2:9b', 'gemma2'],
    ['google/gemma-3-27b-it', 'gemma3'],
    ['gemma3n:e4b', 'gemma3'],
    ['models/gemini-2.5-flash', 'gemma3'],
    ['gemini-2.0-flash-lite-001', 'gemma3'],
    ['gemini-3-pro-preview', 'gemma3'],
    ['gemma4:31b', 'gemma4'],
    ['gemini-3.5-flash', 'gemma4'],
  ])('of %s is %s', (id, name) => expect(vocabularyOf(id)?.name).toBe(name))

  it.each([
    'llama-4-scout',
    'llama2',
    'llama-30b',
    'qwen3.5-plus',
    'qwen2.5:7b',
    'deepseek-r1-distill-llama-70b',
    'deepseek-r1:8b',
    'deepseek-coder',
    'mistral-large',
    'mistral-small3.2',
    'gemma:7b',
    'gemini-1.5-pro',
    'gemini-embedding-001',
    'gpt-4o',
    '',
  ])('of %j is not known', (id) => expect(vocabularyOf(id)).toBeUndefined())
})
