import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, test, vi } from 'vitest'
import { weighSignals } from '@/components/context/candidates/weigh-signals'
import { describeCounts } from '@/components/context/steps/step-words'
import { composeContext, DEFAULT_POLICY_SETTINGS, loadTokenizer, type Tokenizer } from '@/lib/engine'
import { anyQuery } from '@/lib/engine/testing/any-request.fixture'
import { sampleRequest } from '@/lib/engine/testing/compose-request.fixture'
import { createInMemoryRetrieval } from '@/lib/engine/testing/in-memory-retrieval.fixture'
import { LIBRARY } from '@/lib/engine/testing/library.fixture'
import { sampleModule } from '@/lib/engine/testing/samples.fixture'
import { trigramEmbedding } from '@/lib/engine/testing/trigram-embedding.fixture'
import type { RetrievalPort } from '@/lib/engine/vocabulary/ports'
import type { RetrievalCandidateDto } from '@/lib/schemas/contexts/retrieval'
import { toRetrievalCandidate } from '@/lib/services/retrieval/candidates/to-retrieval-candidate'
import { CandidatePane, nameText } from './candidate-pane'
import { toChunkStages, toModuleStages } from './stages'

vi.mock('next/navigation', () => ({ useParams: () => ({ workspace: 'docs' }) }))

const SECTIONS = ['Queues', 'Turbines', 'Boilers', 'Pumps']
const PLANT = sampleModule({
  moduleId: 'plant',
  name: 'Plant',
  body: SECTIONS.map((name) => {
    const words = Array.from({ length: 50 }, (_, at) => `${name} part ${name[0]}${at} is oiled daily.`)
    return `## ${name}\n\n${words.join(' ')}`
  }).join('\n\n'),
  tokenCount: 2_600,
})
const summary = (at: number) => ({
  ...{ summaryId: `plant-${at}`, moduleId: 'plant', version: 1, headingPath: at === 0 ? [] : [SECTIONS[at]!] },
  ...{ startOffset: 0, endOffset: PLANT.body.length, text: `Parts of the plant, ${at}.`, tokenCount: 8 },
})

let retrieval: RetrievalPort
let tokenizer: Tokenizer
/** What was met: each kind has to be. */
const met = new Set<string>()

beforeAll(async () => {
  tokenizer = await loadTokenizer('gpt')
  const made = await createInMemoryRetrieval([...LIBRARY, PLANT], {
    ...{ tokenizer, maxTokens: 120, embedding: trigramEmbedding },
  })
  retrieval = made.retrieval
  retrieval.getSummaries = async (ids) => (ids.includes('plant') ? [summary(0), summary(1)] : [])
})

const RELEVANCE_ALONE = Object.fromEntries(
  Object.keys(DEFAULT_POLICY_SETTINGS.rerank.weights).map((name) => [name, Number(name === 'relevance')]),
) as typeof DEFAULT_POLICY_SETTINGS.rerank.weights

const settings = fc
  .record({
    topN: fc.integer({ min: 1, max: 12 }),
    moduleLimit: fc.integer({ min: 1, max: 8 }),
    neighbours: fc.integer({ min: 0, max: 3 }),
    wholeModuleTokens: fc.constantFrom(0, 400, 3_000),
    weights: fc.constantFrom(DEFAULT_POLICY_SETTINGS.rerank.weights, RELEVANCE_ALONE),
    relevanceFloor: fc.constantFrom(0, 0.25),
  })
  .map(({ topN, weights, relevanceFloor, ...found }) => ({
    ...DEFAULT_POLICY_SETTINGS,
    retrieval: { ...DEFAULT_POLICY_SETTINGS.retrieval, ...found },
    rerank: { ...DEFAULT_POLICY_SETTINGS.rerank, topN, weights, relevanceFloor },
  }))
const query = fc.oneof(anyQuery, fc.constantFrom('how are pumps oiled', 'turbines and boilers: parts', 'the', 'P7'))

const textOf = (html: string) => html.replace(/<[^>]*>/g, '|').replace(/\|+/g, '|')
const numberAt = (text: string, pattern: RegExp) => Number(pattern.exec(text)?.[1])

function expectTruePane(candidate: RetrievalCandidateDto, weights: Record<string, number>) {
  const pane = textOf(renderToStaticMarkup(<CandidatePane candidate={candidate} weights={weights} />))
  const { signals, reason, chunkId, resolution } = candidate
  const label = nameText(candidate)
  met.add(label)
  expect(label === 'Summary').toBe(resolution === 'summary')
  if (label === 'The module') expect(candidate.text.length).toBeLessThan(2_000)
  expect(pane.includes('| of its chunk|')).toBe(chunkId === undefined && 'fused' in candidate.scores)
  const weighed = weighSignals(signals, weights)
  if (!weighed) return
  // what is on the screen adds up: each signal by its weight, divided by what is named
  const rows = [...pane.matchAll(/\|(\d\.\d{3})\|× ([\d.]+)\|/g)].map(
    ([, value, weight]) => Number(value) * Number(weight),
  )
  const sum = rows.reduce((before, each) => before + each, 0) / numberAt(pane, /divided by ([\d.]*\d)/)
  const counts = numberAt(pane, /\|counts\| ([\d.]+)\|/)
  expect(counts).toBeCloseTo(signals.final!, 3)
  if (!pane.includes('come to')) {
    met.add('adds up')
    expect(Math.abs(sum - counts)).toBeLessThan(0.002)
    return
  }
  met.add('counts more')
  expect(['expanded_neighbour', 'expanded_section', 'completes_section']).toContain(reason)
  expect(Math.abs(sum - numberAt(pane, /come to ([\d.]*\d)\./))).toBeLessThan(0.002)
  expect(counts).toBeGreaterThan(sum - 0.002)
}

test('what the screen says of any search is what the search did', async () => {
  await fc.assert(
    fc.asyncProperty(query, settings, async (asked, chosen) => {
      const request = sampleRequest({ query: asked, policy: { id: 'p', version: 1, settings: chosen } })
      const { prepared, trace } = await composeContext(request, {
        ...{ retrieval, embedding: trigramEmbedding, tokenizer, now: () => 0 },
      })
      const { weights } = chosen.rerank
      const candidates = prepared.candidates.map(toRetrievalCandidate)
      const selected = candidates.filter(({ isSelected }) => isSelected)
      expect(new Set(candidates.map(({ key }) => key)).size).toBe(candidates.length)
      for (const candidate of candidates) expectTruePane(candidate, weights)
      // what came back beside a chunk that is worth more than twice as much
      const beside = candidates.find(({ reason }) => reason === 'expanded_neighbour')
      const signals = { relevance: 0.2, recency: 0.9, final: 0.47 }
      if (beside) expectTruePane({ ...beside, signals }, RELEVANCE_ALONE)

      const stages = new Map(toChunkStages(candidates, weights).map((stage) => [stage.id, stage]))
      const step = (name: string) => trace.steps.find((each) => each.name === name)!
      const reranked = stages.get('reranked')!.items
      expect(reranked).toHaveLength(step('rerank').out)
      expect(stages.get('fused')!.items).toHaveLength(step('retrieve chunks').out)
      expect(describeCounts(step('rerank'))).toBe(`${step('rerank').in} chunks → ${reranked.length} compared`)
      const byKey = new Map(candidates.map((candidate) => [candidate.key, candidate]))
      for (const { score, key } of reranked) {
        expect(score).toBeCloseTo(weighSignals(byKey.get(key)!.signals, weights)!.mean, 9)
      }
      const order = reranked.map(({ score }) => score!)
      expect(order).toEqual(order.toSorted((a, b) => b - a))
      const { count, items } = stages.get('selected')!
      expect([count, items.length]).toEqual([selected.length, candidates.length])
      expect(step('depend').out).toBe(selected.filter(({ isRequired }) => !isRequired).length)
      const parts = toModuleStages(candidates)
        .at(-1)!
        .items.reduce((sum, { score = 0 }) => sum + score, 0)
      expect(parts).toBe(selected.length)
    }),
    { numRuns: 150, seed: 1 },
  )
  expect([...met].sort()).toEqual([
    'Beginning of the module',
    'Summary',
    'Text',
    'The module',
    'adds up',
    'counts more',
  ])
}, 120_000)
