import fc from 'fast-check'
import { Tiktoken } from 'js-tiktoken/lite'
import encoding from 'js-tiktoken/ranks/o200k_base'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { loadO200k, type TokenCounter } from './o200k'
import { nextPieceEnd, O200K_PATTERN } from './split-o200k'

vi.setConfig({ testTimeout: 60_000 })

const oracle = new Tiktoken(encoding)
let counter: TokenCounter

beforeAll(async () => {
  counter = await loadO200k()
})

const alphabet = [
  ...'abzABZsStTrRevVlLmMdD',
  ...'\'’-_./\\<>|#*`"!?',
  ...'0123456789½٣Ⅷ',
  ' ',
  '  ',
  '\t',
  '\n',
  '\r\n',
  '\r',
  '\0',
  '\u00a0',
  '\u2028',
  '\ufeff',
  ...'äßéñøŁДжяحבあ中日語한ǅʰªकि',
  '\u0301',
  '\u200d',
  '\ud800',
  '\udc00',
  '👍',
  '👩‍👩‍👧',
  '𝐀',
  '𐐨',
  "'s",
  "'RE",
  "'ll",
  '<|endoftext|>',
  ' the',
  'tokenization',
  'https://example.org/a?b=c',
]
const hostile = fc.array(fc.constantFrom(...alphabet), { maxLength: 40 }).map((parts) => parts.join(''))
const anyText = fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 60 }))

describe('o200k_base', () => {
  it('counts what js-tiktoken counts', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(counter.count(text)).toBe(oracle.encode(text, [], []).length)
      }),
      { numRuns: 3000 },
    )
  })

  it('counts long pieces as js-tiktoken does', () => {
    const unit = fc.constantFrom('a', 'b', 'ab', 'the', 'er', '中', 'é', 'ing', 'zq')
    fc.assert(
      fc.property(fc.array(unit, { minLength: 30, maxLength: 150 }), (parts) => {
        const text = parts.join('')
        expect(counter.count(text)).toBe(oracle.encode(text, [], []).length)
      }),
      { numRuns: 150 },
    )
  })

  it("splits where the encoding's own pattern splits", () => {
    expect(encoding.pat_str).toBe(O200K_PATTERN)
    fc.assert(
      fc.property(anyText, (text) => {
        const pieces: string[] = []
        for (let start = 0; start < text.length; ) {
          const end = nextPieceEnd(text, start)
          pieces.push(text.slice(start, end))
          start = end
        }
        expect(pieces).toEqual(text.match(new RegExp(encoding.pat_str, 'ug')) ?? [])
      }),
      { numRuns: 5000 },
    )
  })

  it.each([
    ['', 0],
    ['hello world', 2],
    ['<|endoftext|>', 7],
    ['\0', 1],
    ['\ud800', 1],
    ['a'.repeat(512), oracle.encode('a'.repeat(512)).length],
  ])('counts %j as %i', (text, tokens) => {
    expect(counter.count(text)).toBe(tokens)
    expect(oracle.encode(text, [], [])).toHaveLength(tokens)
  })

  it('counts source files as js-tiktoken does', () => {
    const text = JSON.stringify(encoding.special_tokens) + createText.toString() + alphabet.join(' ').repeat(20)
    expect(counter.count(text)).toBe(oracle.encode(text, [], []).length)
  })

  it.each(['a', 'A', ' ', '\n', '.', '0', '中', '👍', '\u0301', '\ud800', 'ab'])('takes 200,000 times %j', (unit) => {
    const text = unit.repeat(200_000)
    const started = performance.now()
    const tokens = counter.count(text)
    // About 60 ms on an idle machine; the limit only has to tell n log n from n², which takes hours.
    expect(performance.now() - started).toBeLessThan(20_000)
    expect(tokens).toBeGreaterThan(1000)
    expect(tokens).toBeLessThanOrEqual(200_000)
  })

  it('takes millions of characters without a boundary', () => {
    expect(counter.count('中'.repeat(3_000_000))).toBe(3_000_000)
  })

  it('gives the same counts after its memory of pieces has been replaced', () => {
    const words = Array.from({ length: 120_000 }, (_, i) => `w${i.toString(36)}x`).join(' ')
    const before = counter.count('memory of pieces')
    const first = counter.count(words)
    expect(counter.count(words)).toBe(first)
    expect(counter.count('memory of pieces')).toBe(before)
  })
})

function createText(seed: number): string {
  return `const x = ${seed} // naïve résumé, 東京\n\tif (x >= 1e3) { return "it's" }`
}
