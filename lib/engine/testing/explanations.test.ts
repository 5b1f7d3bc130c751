import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { preparedContext } from '../assemble/prepared-arbitrary.fixture'
import { assembleContext } from '../assemble-context'
import { composeContext } from '../compose-context'
import { readAskedTerms, readQueryTerms } from '../prepare/read-terms'
import { countWords } from '../text/query-words'
import { loadTokenizer } from '../tokens/tokenizer'
import type { ComposedContext, ComposeRequest, PreparedContext } from '../vocabulary/composition'
import { BudgetExceededError } from '../vocabulary/errors'
import type { RetrievalPort, StoredSummary, Tokenizer } from '../vocabulary/ports'
import { decidingFigure, describeReason, REASON_WORDS } from '../vocabulary/reason-words'
import { isConsistent, REASON_CODES, REASONS, type ReasonCode } from '../vocabulary/reasons'
import type { CandidateTrace, TurnTrace } from '../vocabulary/trace'
import { MODEL_FAMILIES, type ModelFamily } from '../vocabulary/types'
import { anyRequest } from './any-request.fixture'
import { sampleRequest } from './compose-request.fixture'
import { createInMemoryRetrieval } from './in-memory-retrieval.fixture'
import { LIBRARY } from './library.fixture'
import { sampleModule } from './samples.fixture'
import { trigramEmbedding } from './trigram-embedding.fixture'

const COPY = sampleModule({ ...LIBRARY.find(({ moduleId }) => moduleId === 'api-keys'), moduleId: 'api-keys-copy' })
const NEEDY = sampleModule({
  moduleId: 'sunset-dates',
  name: 'Sunset dates',
  body: 'The sunset date of an endpoint is when an outage page names it as gone.',
  dependencies: ['billing-terms', 'not-published', 'api-keys'],
})
const NEEDED = sampleModule({
  moduleId: 'billing-terms',
  name: 'Billing terms',
  body: `Invoices are due after thirty days. ${'Late invoices are reminded of weekly. '.repeat(40)}`,
})

/** Long, with sections, one of them curated out, and a summary. */
const SECTIONS = ['Queues', 'Turbines', 'Boilers', 'Pumps', 'Valves']
const LONG = sampleModule({
  moduleId: 'plant',
  name: 'Plant',
  body: SECTIONS.map((name) => {
    const words = Array.from({ length: 60 }, (_, at) => `${name.toLowerCase()} part ${name[0]}${at} is oiled daily.`)
    return `## ${name}\n\n${words.join(' ')}`
  }).join('\n\n'),
  tokenCount: 4_000,
  excludedChunkIds: ['plant@1#0'],
})

type Composed = ComposedContext & { prepared: PreparedContext }

/** Rare in compositions: `expand-candidates`, `offer-summaries`, `select-candidates`, `pack-section` and `attach-images` make them. */
const MADE_BY_STEPS: ReasonCode[] = [
  'expanded_section',
  'completes_section',
  'expanded_summary',
  'fills_room',
  'below_least_relevance',
  'dependency_over_budget',
  'not_needed',
  'turn_pinned',
  'turn_unfolded',
  'stated_for_turn',
  'stated_pinned',
  'stated_in_turn',
  'stated_over_budget',
  'image_of_question',
  'image_of_turn',
  'image_not_taken',
  'image_without_turn',
  'image_over_budget',
  'image_too_many',
]

const tokenizers = new Map<ModelFamily, Tokenizer>()
let retrieval: RetrievalPort
const SUMMARY: StoredSummary = {
  summaryId: 'plant-summary',
  moduleId: 'plant',
  version: 1,
  headingPath: [],
  startOffset: 0,
  endOffset: LONG.body.length,
  text: 'Parts of the plant are oiled daily.',
  tokenCount: 8,
}
/** Codes that a composition of this file had, with sentences that were checked. */
const met = new Set<ReasonCode>()

beforeAll(async () => {
  for (const family of MODEL_FAMILIES) tokenizers.set(family, await loadTokenizer(family))
  const options = { tokenizer: await loadTokenizer('gpt'), maxTokens: 120, embedding: trigramEmbedding }
  retrieval = (await createInMemoryRetrieval([...LIBRARY, COPY, NEEDY, NEEDED, LONG], options)).retrieval
  retrieval.getSummaries = async (ids) => (ids.includes('plant') ? [SUMMARY] : [])
})

async function compose(asked: ComposeRequest, port = retrieval): Promise<Composed | undefined> {
  const tokenizer = tokenizers.get(asked.model.family)!
  try {
    return await composeContext(asked, { retrieval: port, embedding: trigramEmbedding, tokenizer, now: () => 0 })
  } catch (error) {
    if (!(error instanceof BudgetExceededError)) throw error
    expect(error.required).toBeGreaterThan(error.available)
    return undefined
  }
}

const shareOf = (text: string) => Number.parseFloat(text) / (text.endsWith('%') ? 100 : 1)

/** The sentence names the numbers that were compared, and they look as different as they are. */
function expectTrueSentence({ reason, because, fate }: Pick<CandidateTrace, 'reason' | 'because' | 'fate'>) {
  met.add(reason)
  expect(REASONS[reason].fate).toBe(fate)
  expect(isConsistent(reason, because)).toBe(true)
  expect(REASON_WORDS[reason]).not.toBe('')
  const { compared, limit, of } = because ?? {}
  const sentence = describeReason(reason, because)
  if (compared === undefined || limit === undefined) {
    expect(decidingFigure(because)).toBe('')
    return
  }
  // the number on the row is the compared one, in the very digits of the sentence
  const [figure = ''] = decidingFigure(because).match(/\d[\d,]*(?:\.\d+)?%?/) ?? []
  expect(shareOf(figure.replaceAll(',', ''))).toBeCloseTo(compared, 1)
  if (reason !== 'adds_nothing') expect(sentence).toContain(figure)
  const [, moduleId, at] = /^(.+)@\d+#(\d+)$/.exec(of ?? '') ?? []
  const name = moduleId === undefined ? of : `chunk ${Number(at) + 1} of ${moduleId}`
  if (moduleId !== undefined) expect(sentence).toContain(name)
  const withoutNames = name ? sentence.replaceAll(name, '') : sentence
  const numbers = (withoutNames.match(/\d[\d,]*(?:\.\d+)?%?/g) ?? []).map((text) => text.replaceAll(',', ''))
  if (reason === 'adds_nothing') return
  expect(numbers).toHaveLength(2)
  expect(shareOf(numbers[0]!)).toBeCloseTo(compared, 1)
  expect(shareOf(numbers[1]!)).toBeCloseTo(limit, 1)
  if (compared !== limit) expect(numbers[0]).not.toBe(numbers[1])
}

/** Computes again, from the trace and the request alone, what each reason says. */
function expectTrueReasons(asked: ComposeRequest, { trace, usage, prepared }: Composed) {
  const { retrieval: found, rerank } = asked.policy.settings
  const included = trace.candidates.filter(({ fate }) => fate === 'included')
  const isSent = (moduleId: string) => included.some((each) => each.moduleId === moduleId)
  const evidenceOf = ({ signals }: CandidateTrace) => {
    const { relevance, support } = rerank.weights
    return (relevance * signals.relevance! + support * signals.support!) / (relevance + support)
  }
  const available = usage.contextWindow - usage.reservedForResponse - usage.safetyMargin
  const granted = (section: string | undefined) => usage.sections[section as 'knowledge'].allocated
  const covered = trace.candidates.flatMap(({ signals }) => signals.coverage ?? [])
  const terms = readQueryTerms(trace.analysis, ['en'])
  const words = countWords(readAskedTerms(trace.analysis, terms, ['en']))
  const share = rerank.coverageFloor * Math.sqrt(7 / Math.min(20, Math.max(1, words))) * Math.min(1, 20 / words)
  const isOf = (of: string | undefined) => (of ?? '').split(', ')
  const checks: Partial<Record<ReasonCode, (candidate: CandidateTrace) => void>> = {
    relevant: (candidate) => expect(candidate.because?.compared).toBeCloseTo(evidenceOf(candidate), 9),
    below_relevance_floor: (candidate) => expect(candidate.because?.compared).toBeCloseTo(evidenceOf(candidate), 9),
    below_least_relevance: ({ because, signals }) => {
      expect(because).toMatchObject({ compared: signals.relevance, limit: 0.6 * rerank.relevanceFloor })
    },
    below_coverage: ({ because }) => {
      expect(because?.compared).toBe(Math.max(...covered))
      // the library has about 64 chunks
      expect(because?.limit).toBeCloseTo(Math.min(1, share * (64 / 384) ** (1 / 8)), 9)
    },
    below_top_n: ({ because }) => expect(because?.limit).toBe(rerank.topN),
    below_rerank_depth: ({ because }) => expect(because?.limit).toBe(4 * rerank.topN),
    below_module_limit: ({ because }) => expect(because?.limit).toBe(found.moduleLimit),
    duplicate_of: ({ because }) => {
      expect(because?.limit).toBe(rerank.duplicateThreshold)
      expect(trace.candidates.map(({ chunkId }) => chunkId)).toContain(because?.of)
    },
    expanded_neighbour: ({ because }) => expect(because?.limit).toBe(found.neighbours),
    completes_section: ({ because, signals }) => {
      const best = trace.candidates.find(({ chunkId }) => chunkId === because?.of)
      expect(because?.limit).toBe(0.5)
      expect(signals.final).toBeGreaterThanOrEqual(because!.compared! * best!.signals.final! - 1e-9)
    },
    expanded_whole: ({ because, tokens }) => {
      expect(because).toMatchObject({ compared: tokens, limit: found.wholeModuleTokens })
    },
    over_section_budget: ({ because }) => {
      // what knowledge could not use went to the conversation
      const handedOn = usage.sections.history.used
      expect(because?.limit).toBeLessThanOrEqual(granted(because?.section) + handedOn)
    },
    over_total_budget: ({ because }) => expect(because?.limit).toBe(available),
    in_whole_module: ({ moduleId }) => {
      const whole = included.filter((each) => each.moduleId === moduleId && each.resolution === 'full')
      expect(whole).toHaveLength(1)
    },
    in_instructions: ({ moduleId }) => expect(isSent(moduleId)).toBe(true),
    adds_nothing: ({ because }) => {
      if (because?.of) expect(included.map((each) => each.chunkId ?? each.moduleId)).toContain(because.of)
    },
    needed_by: ({ because }) => expect(isOf(because?.of).some(isSent)).toBe(true),
    not_needed: ({ because }) => expect(isOf(because?.of).some(isSent)).toBe(false),
    required_dependency: ({ because }) => expect(isSent(because?.of ?? '')).toBe(true),
    excluded_by_request: ({ moduleId }) => expect(asked.excludes).toContain(moduleId),
    filtered_out: ({ because }) => expect(Object.keys(asked.filters ?? {})).toContain(because?.of),
    pinned: ({ moduleId }) => expect(asked.pins).toContain(moduleId),
    pin_over_budget: ({ moduleId, because }) => {
      expect(asked.pins).toContain(moduleId)
      expect(because?.limit).toBeLessThanOrEqual(available)
      const [pinned] = trace.warnings.filter((warning) => warning.startsWith(`pinned module ${moduleId} did not fit`))
      expect(pinned).toContain(describeReason('pin_over_budget', because))
    },
  }
  for (const candidate of trace.candidates) {
    expectTrueSentence(candidate)
    checks[candidate.reason]?.(candidate)
  }
  expectTrueTurns(asked, trace.turns ?? [], available)
  expectTrueFacts(asked, trace)
  // What is sent brings what it depends on, or the trace says what was in the way.
  const notes = trace.steps.flatMap((step) => step.notes)
  for (const candidate of prepared.candidates) {
    const { moduleId, dependencies } = candidate.module
    for (const dependency of dependencies) {
      const named = notes.filter((note) => note.startsWith(`${moduleId} is sent without ${dependency},`))
      expect(named).toHaveLength(isSent(moduleId) && !isSent(dependency) ? 1 : 0)
    }
  }
}

/** Each message that says something has one fate, and what decided is what the request and the policy say. */
function expectTrueTurns({ turns, policy }: ComposeRequest, traced: TurnTrace[], available: number) {
  const saying = turns.filter(({ content }) => content.trim() !== '')
  expect(traced.map(({ turnId }) => turnId)).toEqual(saying.map(({ id }) => id))
  const { verbatimExchanges, olderTurns } = policy.settings.history
  const fromEnd = (at: number) => 1 + saying.slice(at + 1).filter(({ role }) => role === 'user').length
  const older = traced.filter(({ reason }) => reason !== 'turn_recent')
  const isBetter = (a: TurnTrace, b: TurnTrace) => olderTurns === 'relevant' && a.score > b.score
  traced.forEach((turn, at) => {
    expectTrueSentence(turn)
    const { reason, because, score } = turn
    const checks: Partial<Record<ReasonCode, () => void>> = {
      turn_recent: () => expect(because).toMatchObject({ compared: fromEnd(at), limit: verbatimExchanges }),
      turns_off: () => {
        expect(olderTurns).toBe('off')
        expect(because?.compared).toBe(fromEnd(at))
      },
      turns_fit: () =>
        expect(older.every((each) => ['turns_fit', 'over_total_budget'].includes(each.reason))).toBe(true),
      turn_relevant: () => expect(score).toBeGreaterThan(0),
      turn_fills: () => expect(olderTurns === 'newest' || score === 0).toBe(true),
      turn_over_budget: () => expect(because?.limit).toBeLessThanOrEqual(available),
      turn_too_far_down: () => {
        expect(older.filter((each) => isBetter(each, turn)).length).toBeLessThan(because!.compared!)
        expect(older.filter((each) => each.reason === 'turn_over_budget').length).toBeGreaterThanOrEqual(50)
      },
      over_total_budget: () => expect(because?.limit).toBe(available),
    }
    checks[reason]?.()
  })
}

/** Each fact has one fate; what is sent is what the text has of it, once. */
function expectTrueFacts({ profile, day }: ComposeRequest, { facts = [], spans }: ComposedContext['trace']) {
  const known = profile?.facts ?? []
  expect(facts.map(({ factId }) => factId).sort()).toEqual(known.map(({ id }) => id).sort())
  const sent = spans.flatMap(({ factId }) => factId ?? [])
  expect(sent.toSorted()).toEqual(facts.flatMap(({ factId, fate }) => (fate === 'included' ? [factId] : [])).toSorted())
  for (const traced of facts) {
    expectTrueSentence(traced)
    const fact = known.find(({ id }) => id === traced.factId)!
    const checks: Partial<Record<ReasonCode, () => void>> = {
      fact_basic: () => expect(fact.isStatic).toBe(true),
      fact_topical: () => expect(fact.isStatic).toBe(false),
      fact_off_topic: () => expect([fact.isStatic, traced.because?.compared]).toEqual([false, 0]),
      fact_uncertain: () => expect(traced.because?.compared).toBe(fact.confidence),
      fact_expired: () => expect(String(traced.because?.of) < day).toBe(true),
      fact_stays_here: () => expect(fact.withheld).toBe('local'),
      fact_not_allowed: () => expect(fact.withheld).toBe('ask'),
      fact_waits: () => expect(fact.withheld).toBe('waiting'),
    }
    checks[traced.reason]?.()
  }
}

describe('explanations', { timeout: 120_000 }, () => {
  it('are true of any composition', async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, async (asked) => {
        const composed = await compose(asked)
        if (composed) expectTrueReasons(asked, composed)
      }),
      { numRuns: 150, seed: 1 },
    )
  })

  it('are true of every window that one composition is assembled for', async () => {
    const asked = sampleRequest({ query: 'How is a webhook tried again in an outage, and what is an API key?' })
    const composed = await compose(asked)
    for (let contextWindow = 1_300; contextWindow < 5_000; contextWindow += 90) {
      const model = { ...asked.model, contextWindow, maxOutputTokens: 100 }
      const request = { ...asked, model }
      const prepared = { ...composed!.prepared, request }
      try {
        const context = assembleContext(prepared, tokenizers.get(model.family)!)
        expectTrueReasons(request, { ...context, prepared })
      } catch (error) {
        if (!(error instanceof BudgetExceededError)) throw error
      }
    }
  })

  it('are true of what packing and fitting leave out of any prepared context', () => {
    fc.assert(
      fc.property(preparedContext, (prepared) => {
        try {
          const { trace } = assembleContext(prepared, tokenizers.get(prepared.request.model.family)!)
          trace.candidates.forEach((candidate, at) => {
            const isDecidedHere = candidate.fate === 'dropped' && !prepared.candidates[at]!.isDropped
            if (isDecidedHere) expectTrueSentence(candidate)
          })
        } catch (error) {
          if (!(error instanceof BudgetExceededError)) throw error
        }
      }),
      { numRuns: 2_000, seed: 1 },
    )
  })

  it('are true where a long module brings its surroundings, and curation keeps some out', async () => {
    const { settings } = sampleRequest({ query: '' }).policy
    const changes = [
      { moduleLimit: 1, neighbours: 1, wholeModuleTokens: 0 },
      { moduleLimit: 20, neighbours: 1, wholeModuleTokens: 3_000 },
    ]
    for (const change of changes) {
      for (const query of ['pumps part oiled daily', 'part of turbines P7 T9 and how webhooks retry', 'queues']) {
        const found = { ...settings, retrieval: { ...settings.retrieval, ...change } }
        const policy = { id: 'p', version: 1, settings: found }
        for (const contextWindow of [1_500, 4_000, 32_000]) {
          const model = { id: 'm', family: 'gpt' as const, contextWindow, maxOutputTokens: 100 }
          const asked = sampleRequest({ query, policy, model })
          const composed = await compose(asked)
          if (composed) expectTrueReasons(asked, composed)
        }
      }
    }
  })

  it('bring what a found module depends on, and name what is not there', async () => {
    const composed = await compose(sampleRequest({ query: 'the sunset date of an endpoint' }))
    const reasonOf = (id: string) => composed?.trace.candidates.find(({ moduleId }) => moduleId === id)
    expect(reasonOf('billing-terms')).toMatchObject({
      fate: 'included',
      reason: 'needed_by',
      because: { of: 'sunset-dates' },
    })
    expect(composed?.trace.steps.flatMap(({ notes }) => notes)).toContain(
      'sunset-dates is sent without not-published, which it depends on: not in the release',
    )
  })

  it('name the numbers of a dependency that did not fit', async () => {
    const asked = sampleRequest({
      query: 'the sunset date of an endpoint',
      model: { id: 'm', family: 'gpt', contextWindow: 700, maxOutputTokens: 70 },
    })
    const composed = await compose(asked)
    const dropped = composed?.trace.candidates.find(({ moduleId }) => moduleId === 'billing-terms')
    expect(dropped).toMatchObject({ fate: 'dropped', reason: 'over_section_budget' })
    const { compared, limit } = dropped!.because!
    expect(composed?.trace.steps.flatMap(({ notes }) => notes)).toContain(
      `sunset-dates is sent without billing-terms, which it depends on: did not fit its section, ${compared} more tokens, knowledge had ${limit} left, counted part by part`,
    )
  })

  it('have a sentence for every reason', () => {
    for (const code of REASON_CODES) {
      const { unit } = REASONS[code] as { unit?: 'tokens' }
      const because = unit ? { compared: 1, limit: 2, unit, of: 'x', section: 'knowledge' as const } : { of: 'x' }
      expect(REASON_WORDS[code]).not.toBe('')
      if (unit) expect(describeReason(code, because)).not.toBe('')
    }
  })

  it('never let two numbers that differ look the same', () => {
    const close = { compared: 0.32301, limit: 0.32304, unit: 'score' } as const
    expect(describeReason('below_relevance_floor', close)).toBe('0.32301, needs 0.32304')
    expect(describeReason('below_coverage', { compared: 0.2, limit: 0.3, unit: 'share' })).toBe(
      'the best chunk holds 20% of the question, needs 30%',
    )
  })

  it.each(['versions@3#1', 'versions@-107#1'])('call a chunk by its place in its module: %s', (of) => {
    expect(describeReason('expanded_section', { compared: 9, limit: 800, unit: 'tokens', of })).toContain(
      'chunk 2 of versions',
    )
  })

  it('were met, but for those that the tests of their steps make', () => {
    const missing = REASON_CODES.filter((code) => REASONS[code].fate !== 'absent' && !met.has(code))
    expect(MADE_BY_STEPS).toEqual(expect.arrayContaining(missing))
  })
})
