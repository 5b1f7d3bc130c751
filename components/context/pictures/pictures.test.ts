import { describe, expect, it } from 'vitest'
import type { CandidateTrace } from '@/lib/engine'
import { funnelOf } from './candidate-funnel'
import { histogramOf } from './score-histogram'

type Told = Pick<CandidateTrace, 'fate' | 'reason' | 'because'>
const dropped = (reason: CandidateTrace['reason'], because?: Told['because']): Told => ({
  ...{ fate: 'dropped', reason, because },
})
const included = (reason: CandidateTrace['reason'], because?: Told['because']): Told => ({
  ...{ fate: 'included', reason, because },
})
const score = (compared: number, limit = 0.32) => ({ compared, limit, unit: 'score' }) as const

describe('funnelOf', () => {
  it('counts how many candidates came how far; what has to be sent is no part of it', () => {
    const candidates = [
      included('required_always'),
      included('relevant'),
      included('expanded_neighbour'),
      dropped('below_module_limit'),
      dropped('below_top_n'),
      dropped('below_relevance_floor'),
      dropped('duplicate_of'),
      dropped('over_section_budget'),
    ]
    expect(funnelOf(candidates)).toEqual([
      { name: 'Found', on: 7, out: 0 },
      { name: 'Ranked', on: 5, out: 2 },
      { name: 'Strong', on: 4, out: 1 },
      { name: 'Not repeated', on: 3, out: 1 },
      { name: 'Sent', on: 2, out: 1 },
    ])
  })

  it('has empty stages where nothing was found', () => {
    expect(funnelOf([included('required_always')]).every(({ on, out }) => on === 0 && out === 0)).toBe(true)
  })
})

describe('histogramOf', () => {
  const chunk = (told: Told, relevance: number, support: number) => ({
    ...told,
    ...{ chunkId: 'c@1#0', signals: { relevance, support } },
  })

  it('puts each chunk into the bin of its score, and tells which are below the floor', () => {
    // relevance counts 0.75, support 0.25
    const histogram = histogramOf([
      chunk(included('relevant', score(0.765)), 0.92, 0.3),
      chunk(dropped('below_relevance_floor', score(0.265)), 0.32, 0.1),
      chunk(dropped('duplicate_of', { compared: 0.9, limit: 0.8, unit: 'share' }), 1, 1),
      chunk(dropped('in_whole_module'), 0, 0),
      // of the whole module that its chunks speak for
      { ...included('expanded_whole'), signals: { relevance: 0.9, support: 0.3 } },
      { ...included('required_always'), signals: {} },
    ])!
    expect(histogram).toMatchObject({ floor: 0.32, count: 4 })
    const filled = histogram.bins.filter(({ strong, weak }) => strong + weak > 0)
    expect(filled).toEqual([
      { from: 0, to: 0.05, strong: 0, weak: 1 },
      { from: 0.25, to: 0.3, strong: 0, weak: 1 },
      { from: 0.75, to: 0.8, strong: 1, weak: 0 },
      { from: 0.95, to: 1, strong: 1, weak: 0 },
    ])
  })

  it('is nothing where no score was held against a floor', () => {
    expect(histogramOf([chunk(dropped('below_top_n'), 0.5, 0.5)])).toBeNull()
  })
})
