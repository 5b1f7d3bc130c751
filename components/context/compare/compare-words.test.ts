import { beforeAll, describe, expect, it } from 'vitest'
import { reasonSentence } from '@/components/context/candidates/reason-sentence'
import {
  type ComparedContext,
  type ContextComparison,
  compareContexts,
  composeContext,
  loadTokenizer,
} from '@/lib/engine'
import { sampleRequest } from '@/lib/engine/testing/compose-request.fixture'
import { createInMemoryRetrieval } from '@/lib/engine/testing/in-memory-retrieval.fixture'
import { LIBRARY } from '@/lib/engine/testing/library.fixture'
import type { ComparedContextDto } from '@/lib/schemas/contexts/comparison'
import {
  describeCost,
  describeCounts,
  describeItem,
  describePrefix,
  describeSide,
  describeTokens,
  formatDelta,
  hasChanged,
} from './compare-words'

const QUERY = 'How do I rotate an API key?'
let a: ComparedContext
let b: ComparedContext
let difference: ContextComparison

beforeAll(async () => {
  const tokenizer = await loadTokenizer('gpt')
  const { retrieval } = await createInMemoryRetrieval(LIBRARY, { tokenizer, maxTokens: 60 })
  const compose = (fields: object) =>
    composeContext(sampleRequest({ query: QUERY, ...fields }), { retrieval, tokenizer, now: () => 0 })
  a = await compose({})
  b = await compose({ excludes: ['api-keys'], pins: ['rate-limits'] })
  difference = compareContexts(a, b)
})

const figures = (text: string) => (text.match(/\d[\d,]*/g) ?? []).map((figure) => Number(figure.replaceAll(',', '')))

describe('the sentences of a comparison', () => {
  it('have the traces’ totals and their difference', () => {
    const [from, to] = [a.usage.inputTokens, b.usage.inputTokens]
    expect(figures(describeTokens(difference.inputTokens))).toEqual([from, to, Math.abs(to - from)])
    expect(describeTokens({ a: 1_200, b: 1_200 })).toBe('1,200 tokens in both')
    expect(formatDelta(2_000, 588)).toBe('−1,412')
    expect(formatDelta(0, 20)).toBe('+20')
    expect(formatDelta(5, 5)).toBe('±0')
  })

  it('tell what the input costs, and with its prefix cached', () => {
    const cost = { a: 0.0012, b: 0.0015 }
    expect(describeCost(cost, { a: 0.0011, b: 0.0014 })).toBe(
      '$0.0012 → $0.0015 of input, $0.0011 → $0.0014 once its prefix is cached',
    )
    expect(describeCost(cost, cost)).toBe('$0.0012 → $0.0015 of input')
    expect(describeCost({ a: 0.002, b: 0.002 }, { a: 0.002, b: 0.001 })).toBe(
      '$0.002 of input, $0.002 → $0.001 once its prefix is cached',
    )
    expect(describeCost({ a: null, b: 0.1 }, { a: null, b: 0.1 })).toBe('')
  })

  it('count what there is of each kind', () => {
    const { counts, items } = difference
    expect(figures(describeCounts(counts)).reduce((sum, count) => sum + count, 0)).toBe(items.length)
    expect(describeCounts({ in: 2, out: 3, edited: 2, cut: 1, moved: 0, same: 9 })).toBe(
      'in 2 · out 3 · edited 2 · cut differently 1 · same 9',
    )
    expect(hasChanged(difference)).toBe(true)
    expect(hasChanged(compareContexts(a, a))).toBe(false)
  })

  it('say of what went out what its trace says, in the same words and numbers', () => {
    const gone = difference.items.filter(({ change }) => change === 'out')
    expect(gone.length).toBeGreaterThan(0)
    for (const item of gone) {
      const dropped = b.trace.candidates.filter(
        ({ moduleId, fate }) => moduleId === item.moduleId && fate === 'dropped',
      )
      const sentences = dropped.map((candidate) => `now not sent: ${reasonSentence(candidate)}`)
      expect([...sentences, 'now it is not found']).toContain(describeItem(item))
    }
    const excluded = gone.find(({ moduleId }) => moduleId === 'api-keys')!
    expect(describeItem(excluded)).toBe('now not sent: excluded by the request')
  })

  it('say of what came in why it is sent, and what kept it out before', () => {
    for (const item of difference.items.filter(({ change }) => change === 'in')) {
      const sent = b.trace.candidates.filter(({ moduleId, fate }) => moduleId === item.moduleId && fate === 'included')
      expect(sent.map(reasonSentence).some((sentence) => describeItem(item).includes(sentence))).toBe(true)
    }
  })

  it('say what is different where the same is sent otherwise', () => {
    const side = { isSent: true, tokens: 10, version: 1, resolution: 'section', chunks: 1, place: 2 } as const
    expect(describeItem({ change: 'edited', section: 'knowledge', a: side, b: { ...side, version: 2 } })).toBe(
      'version 1 → 2',
    )
    expect(describeItem({ change: 'edited', section: 'knowledge', a: side, b: { ...side, version: -71 } })).toBe(
      'version 1 → unpublished',
    )
    expect(describeItem({ change: 'cut', section: 'knowledge', a: { ...side, chunks: 3 }, b: side })).toBe(
      '3 chunks → 1',
    )
    const whole = { isSent: true, tokens: 80, version: 1, resolution: 'full', place: 1 } as const
    expect(describeItem({ change: 'cut', section: 'knowledge', a: side, b: whole })).toBe(
      'in parts → whole · place 2 → 1',
    )
    expect(describeItem({ change: 'moved', section: 'knowledge', a: side, b: { ...side, place: 7 } })).toBe(
      'place 2 → 7',
    )
    const asked = { isSent: true, tokens: 4, place: 10 } as const
    expect(describeItem({ change: 'cut', section: 'query', a: asked, b: { ...asked, place: 12 } })).toBe(
      'another question · place 10 → 12',
    )
  })

  it('say what of the prefix a cache can give', () => {
    expect(describePrefix({ isKept: true, a: 310, b: 310 })).toBe(
      'stable prefix kept: 310 tokens can be read from a cache',
    )
    expect(describePrefix({ isKept: false, a: 310, b: 290 })).toBe(
      'stable prefix changed: 290 tokens are sent anew, 310 before',
    )
    expect(describePrefix({ isKept: true, a: 0, b: 0 })).toBe('no stable prefix')
    expect(difference.prefix.isKept).toBe(a.trace.prefixHash === b.trace.prefixHash)
  })

  it('name the release and the policy of a side as people know them', () => {
    const about = { id: 'qs_1', isComposedAgain: true, isExact: true, createdAt: '2026-11-29T10:00:00.000Z' }
    const choice = {
      pins: [],
      excludes: [],
      unfolds: [],
      profileId: null,
      draft: null,
      conversationId: null,
      moduleNames: {},
    }
    const asked = { query: QUERY, model: 'gpt-5.1', revision: 1, momentAt: null }
    const side = (of: Pick<ComparedContextDto, 'releaseId' | 'releaseName'> & Partial<ComparedContextDto>) =>
      ({
        ...about,
        ...choice,
        ...asked,
        policy: { id: 'pol_1', name: 'Terse', version: 2 },
        ...of,
      }) as ComparedContextDto
    const production = side({ releaseId: 'production', releaseName: 'Production' })
    const momentAt = '2026-11-29T10:02:03.000Z'
    const then = side({ releaseId: 'moment_1', releaseName: 'Production at some time', momentAt })
    const zone = new Date(momentAt).toLocaleString('en-US', { dateStyle: 'medium', timeStyle: 'medium' })
    expect(describeSide(then, production)).toBe(`composed now · production at ${zone}`)
    expect(describeSide(production, then)).toBe('composed now · release Production')
    const gone = side({ releaseId: 'rel_1', releaseName: null, policy: { id: 'pol_2', name: 'Long', version: 1 } })
    expect(describeSide(gone, production)).toBe('composed now · a release that was deleted · policy Long v1')
    const moduleNames = { rollback: 'Undo a deploy' }
    const without = { ...production, excludes: ['rollback', 'gone'], draft: 'rollback', moduleNames }
    const told = 'composed now · draft of Undo a deploy · excluded: Undo a deploy, gone'
    expect(describeSide(without, production)).toBe(told)
  })
})
