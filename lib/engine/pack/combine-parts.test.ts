import { expect, it } from 'vitest'
import { makeCandidate } from '../assemble/prepared.fixture'
import { combineParts } from './combine-parts'
import type { Coverage } from './coverage'
import { SetCosts } from './set-costs'

/** A token per character and ten for the markup. */
const costOf = (item: { parts: { text: string }[] }) => item.parts.reduce((sum, { text }) => sum + text.length, 10)

/** Of chunks that lie apart, each with a need of its own. */
function combine(lengths: number[], required: number[], limit: number) {
  let startOffset = 0
  const candidates = lengths.map((length, at) => {
    const chunk = { chunkId: `a:${at}`, startOffset, signals: { final: 0.5 }, isRequired: required.includes(at) }
    startOffset += length + 100
    return makeCandidate('a', 'x'.repeat(length), chunk)
  })
  const coverage: Coverage = {
    relevance: candidates.map(() => 1),
    meets: candidates.map((_, need) => [{ need, share: 1 }]),
    dependsOn: candidates.map(() => []),
    isLinked: candidates.map(() => false),
  }
  const costs = new SetCosts(candidates, costOf)
  return [false, true].map((isIndependent) =>
    combineParts({ candidates, parts: [...candidates.keys()], coverage, costs, limit, isIndependent }),
  )
}

it.each([
  ['nothing', [], []],
  ['what has to be sent', [2], [2]],
])('begins with %s, also where a small part costs about as much', (_, required, items) => {
  for (const { combinations } of combine([20, 4_000, 30, 5_000, 25], required, 4)) {
    expect(combinations[0]?.items).toEqual(items)
    const cheapest = Math.min(...combinations.map(({ tokens }) => tokens))
    expect(combinations[0]?.tokens).toBe(cheapest)
    expect(combinations.length).toBeGreaterThan(2)
  }
})
