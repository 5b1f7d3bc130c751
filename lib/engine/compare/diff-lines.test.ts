import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { diffLines } from './diff-lines'

const show = (a: string, b: string) => {
  const [left, right] = [a.split(''), b.split('')]
  return diffLines(left, right)
    .map((pair) =>
      pair.a === undefined ? `+${right[pair.b!]}` : pair.b === undefined ? `-${left[pair.a]}` : left[pair.a],
    )
    .join(' ')
}

it('keeps what both have, and has what is gone before what came', () => {
  expect(show('abcd', 'abxd')).toBe('a b -c +x d')
  expect(show('', 'ab')).toBe('+a +b')
  expect(show('abc', 'abc')).toBe('a b c')
  // lines that stand more than once are no anchors, and found all the same
  expect(show('--a--b--', '--b--')).toBe('- - -a -- -- b - -')
})

const lines = fc.array(fc.constantFrom('', 'a', 'b', 'c', 'd', 'e'), { maxLength: 30 })

it('gives each text back, keeps the order, and mirrors when the texts are swapped', () => {
  fc.assert(
    fc.property(lines, lines, (a, b) => {
      const pairs = diffLines(a, b)
      expect(pairs.flatMap((pair) => (pair.a === undefined ? [] : [pair.a]))).toEqual(a.map((_, at) => at))
      expect(pairs.flatMap((pair) => (pair.b === undefined ? [] : [pair.b]))).toEqual(b.map((_, at) => at))
      for (const pair of pairs) {
        if (pair.a !== undefined && pair.b !== undefined) expect(a[pair.a]).toBe(b[pair.b])
      }
      const common = (all: typeof pairs) => all.filter((pair) => pair.a !== undefined && pair.b !== undefined)
      const mirrored = common(diffLines(b, a)).map((pair) => ({ a: pair.b, b: pair.a }))
      expect(mirrored).toEqual(common(pairs))
      if (isDeepStrictEqual(a, b)) expect(mirrored).toHaveLength(a.length)
    }),
    { numRuns: 500 },
  )
})

it('takes a stretch that is too long to be compared as changed', () => {
  const many = (seed: number) => Array.from({ length: 2_000 }, (_, at) => String((at * seed) % 7))
  const pairs = diffLines(['start', ...many(3), 'end'], ['start', ...many(5), 'end'])
  expect(pairs.filter((pair) => pair.a !== undefined && pair.b !== undefined).length).toBeGreaterThanOrEqual(2)
})
