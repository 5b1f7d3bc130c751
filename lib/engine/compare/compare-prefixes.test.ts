import { describe, expect, it } from 'vitest'
import type { Span } from '../vocabulary/trace'
import { comparePrefixes, prefixSpans, tokensOf } from './compare-prefixes'

type Part = Partial<Span> & { tokens: number }

/** Spans one after the other, each four characters a token. */
function toSpans(parts: Part[]): Span[] {
  let end = 0
  return parts.map((part) => {
    const start = end
    end += part.tokens * 4
    return { messageIndex: 0, start, end, section: 'instructions', origin: 'format', ...part }
  })
}
const frame = (tokens: number): Part => ({ tokens })
const module = (moduleId: string, version: number, tokens = 100): Part => ({
  ...{ origin: 'module', moduleId, version, tokens },
})
const fact = (factId: string, tokens = 5): Part => ({ section: 'profile', origin: 'profile', factId, tokens })
const prefix = (hash: string, parts: Part[]) => ({ hash, spans: prefixSpans(toSpans(parts)) })

const BASE = [frame(20), module('a', 1), frame(10), module('b', 2), frame(3), fact('f1')]

describe('the stable prefix', () => {
  it('ends with the first thing that depends on the query', () => {
    const query: Part = { section: 'query', origin: 'query', tokens: 7 }
    expect(tokensOf(prefixSpans(toSpans([...BASE, query, module('c', 1)])))).toBe(238)
    expect(prefixSpans(toSpans([frame(4), { ...frame(9), messageIndex: 1 }]))).toHaveLength(1)
    expect(prefixSpans([])).toEqual([])
  })

  it('is kept where its hash is', () => {
    expect(comparePrefixes(prefix('x', BASE), prefix('x', BASE))).toEqual({ keptTokens: 238, cause: null })
  })

  it.each<[string, Part[], object, number]>([
    ['a later version', BASE.with(3, module('b', 3)), { kind: 'version', moduleId: 'b', from: 2, to: 3 }, 120],
    ['a module that came', BASE.toSpliced(3, 0, module('c', 1), frame(10)), { kind: 'came', moduleId: 'c' }, 120],
    ['a module that went', BASE.toSpliced(1, 2), { kind: 'gone', moduleId: 'a' }, 0],
    ['the last module that went', BASE.toSpliced(3, 2), { kind: 'gone', moduleId: 'b' }, 120],
    ['modules that changed places', BASE.with(1, module('b', 2)).with(3, module('a', 1)), { kind: 'moved' }, 0],
    ['another fact', BASE.with(5, fact('f2', 6)), { kind: 'profile' }, 230],
    ['another frame', BASE.with(0, frame(21)), { kind: 'frame' }, 0],
    ['other words of the same length', BASE, { kind: 'text' }, 0],
  ])('is broken by %s', (_, after, cause, keptTokens) => {
    const compared = comparePrefixes(prefix('x', BASE), prefix('y', after))
    expect(compared.cause).toMatchObject(cause)
    expect(compared.keptTokens).toBe(keptTokens)
  })
})
