import { describe, expect, test } from 'vitest'
import { channelLabel } from '@/components/context/candidates/channel-label'
import type { RetrievalCandidateDto } from '@/lib/schemas/contexts/retrieval'
import { compareSelections } from './compare-selections'
import { parseAsTrial } from './search-params'
import { toChunkStages, toModuleStages } from './stages'

function candidate(key: string, more: Partial<RetrievalCandidateDto> = {}): RetrievalCandidateDto {
  const [moduleId = key] = key.split('#')
  return {
    key,
    chunkId: key,
    moduleId,
    version: 1,
    title: moduleId,
    headingPath: [],
    text: key,
    tokens: 10,
    ranks: {},
    scores: {},
    signals: {},
    reason: 'relevant',
    isSelected: true,
    isRequired: false,
    ...more,
  }
}

const found = (key: string, lexical: number, vector: number, final: number, isSelected = true) =>
  candidate(key, {
    isSelected,
    ranks: { lexical, vector, moduleLexical: lexical },
    scores: {
      lexical: 10 - lexical,
      vector: 1 / vector,
      fused: 1 / lexical,
      moduleLexical: 1,
      moduleFused: 1 / lexical,
    },
    signals: { relevance: final, final },
  })

const keys = (stages: ReturnType<typeof toChunkStages>) =>
  Object.fromEntries(stages.map(({ id, items }) => [id, items.map(({ key }) => key)]))

describe('stages', () => {
  const a = found('a#0', 1, 3, 0.4)
  const b = found('b#0', 2, 1, 0.9)
  const low = found('b#1', 3, 2, 0.1, false)
  const neighbour = candidate('a#1', { reason: 'expanded_neighbour', signals: { final: 0.2 } })
  const whole = {
    ...candidate('c@1', { reason: 'expanded_section', ranks: b.ranks, scores: b.scores, signals: b.signals }),
  }
  delete whole.chunkId

  test('each stage has its own order, and expansions stand in the last one only', () => {
    expect(keys(toChunkStages([b, whole, a, neighbour, low], {}))).toEqual({
      lexical: ['a#0', 'b#0', 'b#1'],
      vector: ['b#0', 'b#1', 'a#0'],
      fused: ['a#0', 'b#0', 'b#1'],
      reranked: ['b#0', 'a#0', 'b#1'],
      selected: ['b#0', 'c@1', 'a#0', 'a#1', 'b#1'],
    })
  })

  test('what was dropped has no rank among the selected', () => {
    const selected = toChunkStages([b, a, low], {}).at(-1)
    expect(selected?.items.map(({ rank }) => rank)).toEqual([1, 2, undefined])
  })

  test('retrievers are read from the data, whatever their names', () => {
    const other = candidate('x#0', {
      ranks: { titleMatch: 1, vector: 1 },
      scores: { titleMatch: 5, vector: 1, fused: 1 },
    })
    expect(toChunkStages([other], {}).map(({ title }) => title)).toEqual([
      'Vector',
      'Title match',
      'Fused',
      'Reranked',
      'Selected',
    ])
    expect(channelLabel('moduleLexical')).toBe('Lexical')
  })

  test('modules are counted once, with how many of their chunks were selected', () => {
    const stages = toModuleStages([b, a, low])
    expect(keys(stages)).toEqual({ moduleLexical: ['a', 'b'], fused: ['a', 'b'], selected: ['b', 'a'] })
    expect(stages.at(-1)?.items.map(({ score }) => score)).toEqual([1, 1])
  })
})

test('a comparison tells what came in, fell out and moved', () => {
  const before = [candidate('a#0'), candidate('b#0'), candidate('c#0'), candidate('d#0')]
  const after = [
    candidate('b#0'),
    candidate('a#0'),
    candidate('e#0'),
    candidate('c#0', { isSelected: false, reason: 'below_top_n' }),
  ]
  const { cameIn, fellOut, moved } = compareSelections(before, after)
  expect(cameIn.map(({ key }) => key)).toEqual(['e#0'])
  expect(fellOut.map(({ key, reason }) => `${key} ${reason}`)).toEqual(['c#0 below_top_n', 'd#0 not_retrieved'])
  expect(moved.map(({ candidate: { key }, from, to }) => `${key} ${from}→${to}`)).toEqual(['b#0 2→1', 'a#0 1→2'])
})

test('tried settings survive the address, and nonsense in it does not', () => {
  const trial = { 'rerank.topN': 8, 'retrieval.k': 0.5, 'retrieval.fusion': 'ranks', 'rerank.crossEncoder': '' }
  expect(parseAsTrial.parse(parseAsTrial.serialize(trial))).toEqual(trial)
  expect(parseAsTrial.parse('retrieval.k:x,<b>:1,,rerank.topN:')).toBeNull()
})
