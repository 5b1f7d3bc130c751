import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { countParts } from '../assemble/prepared.fixture'
import { MODEL_FAMILIES } from '../vocabulary/types'
import { loadTokenizer } from './tokenizer'

vi.setConfig({ testTimeout: 60_000 })

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.lorem({ maxCount: 30 }),
  fc.constantFrom('', ' ', '\ud800', '\0', '中'.repeat(90), 'a'.repeat(3000), "it's  \n\n 12345 <|endoftext|>"),
)

describe.each(MODEL_FAMILIES)('tokenizer of %s', (family) => {
  it('splits text into pieces without a gap, and their tokens add up to the count', async () => {
    const tokenizer = await loadTokenizer(family)
    fc.assert(
      fc.property(text, (value) => {
        const pieces = tokenizer.pieces(value)
        let end = 0
        let tokens = 0
        for (const piece of pieces) {
          expect(piece.start).toBe(end)
          expect(piece.end).toBeGreaterThan(piece.start)
          expect(piece.tokens).toBeGreaterThanOrEqual(0)
          end = piece.end
          tokens += piece.tokens
        }
        expect(end).toBe(value.length)
        expect(tokens).toBe(tokenizer.count(value))
      }),
    )
  })

  it('counts parts as its pieces do', async () => {
    const tokenizer = await loadTokenizer(family)
    fc.assert(
      fc.property(text, fc.array(fc.nat(100)), (value, cuts) => {
        const ends = [...cuts.filter((cut) => cut < value.length).sort((a, b) => a - b), value.length]
        expect(tokenizer.countParts(value, ends)).toEqual(countParts(tokenizer.pieces(value), ends))
      }),
    )
  })

  it('counts nothing for nothing and at least one token for anything', async () => {
    const tokenizer = await loadTokenizer(family)
    expect(tokenizer.count('')).toBe(0)
    expect(tokenizer.pieces('')).toEqual([])
    for (const value of ['a', ' ', '\0', '\ud800', '👍']) expect(tokenizer.count(value)).toBeGreaterThanOrEqual(1)
  })

  it('never counts less than o200k_base, and paragraphs about as their parts', async () => {
    const tokenizer = await loadTokenizer(family)
    const exact = await loadTokenizer('gpt')
    fc.assert(
      fc.property(fc.array(fc.lorem({ maxCount: 8 }), { minLength: 1, maxLength: 6 }), (parts) => {
        const whole = tokenizer.count(parts.join('\n\n'))
        expect(tokenizer.fromO200k?.(exact.count(parts.join('\n\n')))).toBe(whole)
        expect(whole).toBeGreaterThanOrEqual(exact.count(parts.join('\n\n')))
        const sum = parts.reduce((total, part) => total + tokenizer.count(part), 0)
        expect(Math.abs(whole - sum)).toBeLessThanOrEqual(2 * parts.length)
      }),
    )
  })

  it('is exact for gpt alone and loaded once', async () => {
    const tokenizer = await loadTokenizer(family)
    expect(tokenizer.isExact).toBe(family === 'gpt')
    expect(loadTokenizer(family)).toBe(loadTokenizer(family))
    expect(tokenizer.name).toMatch(/^o200k_base/)
  })
})
