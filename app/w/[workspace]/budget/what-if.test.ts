import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ComposedContext, resolveModel } from '@/lib/engine'
import { makePrepared } from '@/lib/engine/assemble/prepared.fixture'
import { compareIncluded, describeEstimate, shiftShare } from './what-if'

const shares = { instructions: 0.12, profile: 0.03, knowledge: 0.5, history: 0.15, query: 0.1 }

test('shifting a border keeps the sum and goes below zero nowhere', () => {
  fc.assert(
    fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (delta) => {
      const next = shiftShare(shares, 'knowledge', 'history', delta)
      expect(next.knowledge + next.history).toBeCloseTo(0.65)
      expect(Math.min(...Object.values(next))).toBeGreaterThanOrEqual(0)
      expect(next.instructions).toBe(shares.instructions)
    }),
  )
})

test('an estimate of a model with a vocabulary of its own says that composing counts exactly', () => {
  const prepared = makePrepared([])
  const llama = { ...prepared.request.model, ...resolveModel('llama-3.1-8b') }
  const counting = { errorPercent: 0, isLearned: false, vocabulary: 'llama3' }
  const own = { ...prepared, request: { ...prepared.request, model: llama, counting } }
  expect(describeEstimate(llama, own)).toBe('estimated here, counted exactly when composed')
  expect(describeEstimate(llama, prepared)).toBe(
    'estimated here, counted exactly when composed if the vocabulary of Llama 3 is installed',
  )
  expect(describeEstimate(resolveModel('gpt-4o'), own)).toBeNull()
})

test('what another release does not hold falls out, and its own version comes in', () => {
  const of = (...candidates: [id: string, version: number, fate: 'included' | 'dropped'][]) => {
    const told = candidates.map(([moduleId, version, fate]) => ({ moduleId, version, fate }))
    return { trace: { candidates: told } } as ComposedContext
  }
  const before = of(['herons', 2, 'included'], ['owls', 1, 'included'], ['gulls', 1, 'dropped'])
  const { fallsOut, comesIn } = compareIncluded(before, of(['owls', 1, 'dropped'], ['herons', 1, 'included']))
  expect(fallsOut.map(({ moduleId, version }) => [moduleId, version])).toEqual([
    ['owls', 1],
    ['herons', 2],
  ])
  expect(comesIn.map(({ moduleId, version }) => [moduleId, version])).toEqual([['herons', 1]])
})
