import { beforeAll, describe, expect, it } from 'vitest'
import { makeCandidate } from '../assemble/prepared.fixture'
import { composeContext } from '../compose-context'
import { sampleRequest } from '../testing/compose-request.fixture'
import { createInMemoryRetrieval } from '../testing/in-memory-retrieval.fixture'
import { LIBRARY } from '../testing/library.fixture'
import { loadTokenizer } from '../tokens/tokenizer'
import type { Check, CheckedContext, CheckKind, CheckOutcome } from '../vocabulary/checks'
import type { ComposeRequest } from '../vocabulary/composition'
import { rateRetrieval } from './rate-retrieval'
import { runCheck } from './run-check'
import { foundModules, foundTexts, rankedModules } from './sent-modules'

let context: CheckedContext
let nothing: CheckedContext

async function compose(fields: Partial<ComposeRequest> & { query: string }): Promise<CheckedContext> {
  const request = sampleRequest(fields)
  const tokenizer = await loadTokenizer(request.model.family)
  const { retrieval } = await createInMemoryRetrieval(LIBRARY, { tokenizer: await loadTokenizer('gpt'), maxTokens: 60 })
  const composed = await composeContext(request, { retrieval, tokenizer, now: () => 0 })
  const modules = new Map(LIBRARY.map(({ moduleId, name }) => [moduleId, { name, absence: 'manual_only' as const }]))
  return { ...composed, modules }
}

beforeAll(async () => {
  context = await compose({ query: 'How do I rotate an API key?', excludes: ['rate-limits'] })
  nothing = await compose({ query: 'Why is the sky blue over Zanzibar?' })
})

type Row = [check: Check, status: CheckOutcome['status'], because: RegExp]

const ROWS: Row[] = [
  [{ kind: 'includes', module: 'api-keys' }, 'holds', /“API keys” is sent .* tokens\./],
  [{ kind: 'includes', module: 'rate-limits' }, 'fails', /“Rate limits” is not sent/],
  [{ kind: 'includes', module: 'release-checklist' }, 'fails', /not sent: manual: takes part only when pinned/],
  [{ kind: 'includes', module: 'nobody' }, 'fails', /There is no module nobody/],
  [{ kind: 'includes', module: 'api-keys', form: 'full' }, 'holds', /sent whole/],
  [{ kind: 'includes', module: 'api-keys', form: 'summary' }, 'fails', /sent whole, with .* not as a summary/],
  [{ kind: 'includes', module: 'api-keys', heading: 'api  KEYS' }, 'holds', /the heading “api {2}KEYS” in it/],
  [{ kind: 'includes', module: 'api-keys', heading: 'Weather' }, 'fails', /without the heading “Weather”/],
  [{ kind: 'includes', module: 'answer-style', text: 'never invent\na setting' }, 'holds', /the text “never/],
  [{ kind: 'includes', module: 'answer-style', text: 'always invent' }, 'fails', /without the text “always invent”/],
  [{ kind: 'excludes', module: 'rate-limits' }, 'holds', /“Rate limits” is not sent/],
  [{ kind: 'excludes', module: 'api-keys', text: 'no such words' }, 'holds', /without the text/],
  [{ kind: 'excludes', module: 'api-keys' }, 'fails', /“API keys” is sent/],
  [{ kind: 'excludes', module: 'api-kyes' }, 'skipped', /There is no module api-kyes/],
  [{ kind: 'within', module: 'api-keys', first: 1 }, 'holds', /is module 1 of/],
  [{ kind: 'within', module: 'answer-style', first: 1 }, 'holds', /among the instructions/],
  [{ kind: 'within', module: 'rate-limits', first: 5 }, 'fails', /not sent/],
  [{ kind: 'before', module: 'answer-style', other: 'api-keys' }, 'holds', /“Answer style” stands before “API keys”/],
  [{ kind: 'before', module: 'api-keys', other: 'answer-style' }, 'fails', /“Answer style” stands before “API keys”/],
  [{ kind: 'before', module: 'api-keys', other: 'rate-limits' }, 'fails', /“Rate limits” is not sent/],
  [{ kind: 'tokens', atMost: 16_000 }, 'holds', /at most 16,000 tokens/],
  [{ kind: 'tokens', atMost: 10 }, 'fails', /All that is sent takes/],
  [{ kind: 'tokens', section: 'knowledge', atLeast: 1 }, 'holds', /The section knowledge takes/],
  [{ kind: 'tokens', section: 'history', atLeast: 1 }, 'fails', /history takes 0 tokens; at least 1 tokens/],
  [{ kind: 'share', section: 'knowledge', atLeast: 1, atMost: 99 }, 'holds', /% of what is sent/],
  [{ kind: 'share', section: 'query', atLeast: 90 }, 'fails', /at least 90 %/],
  [{ kind: 'window', tokens: 15_999 }, 'holds', /kept free for the response/],
  [{ kind: 'window', tokens: 100 }, 'fails', /of 100\./],
  [{ kind: 'answered' }, 'holds', /Knowledge of/],
  [{ kind: 'noWarnings' }, 'holds', /no warning/],
  [{ kind: 'samePrefix' }, 'skipped', /no earlier run/],
]

describe('runCheck', () => {
  it.each(ROWS)('%j %s', (check, status, because) => {
    const outcome = runCheck(check, context)
    expect(outcome).toMatchObject({ status, because: expect.stringMatching(because) })
    expect(outcome.because).toMatch(/\.$/)
  })

  it('names the numbers that were compared, and where they are to be seen', () => {
    const { inputTokens, sections } = context.usage
    expect(runCheck({ kind: 'tokens', atMost: 10 }, context)).toMatchObject({
      compared: inputTokens,
      limit: 10,
      unit: 'tokens',
      opens: { tab: 'sections' },
    })
    expect(runCheck({ kind: 'share', section: 'knowledge', atLeast: 0, atMost: 1 }, context)).toMatchObject({
      compared: (100 * sections.knowledge.used) / inputTokens,
      limit: 1,
      unit: 'percent',
      opens: { tab: 'sections', section: 'knowledge' },
    })
  })

  it('tells a share so exactly that a broken bound does not look kept', () => {
    const { knowledge } = context.usage.sections
    const sections = { ...context.usage.sections, knowledge: { ...knowledge, used: 30_004 } }
    const close = { ...context, usage: { ...context.usage, inputTokens: 100_000, sections } }
    expect(runCheck({ kind: 'share', section: 'knowledge', atMost: 30 }, close)).toMatchObject({
      status: 'fails',
      because: expect.stringContaining('takes 30.004 % of what is sent'),
    })
    expect(runCheck({ kind: 'share', section: 'knowledge', atMost: 31 }, close)).toMatchObject({
      status: 'holds',
      because: expect.stringContaining('takes 30 % of what is sent'),
    })
  })

  it('fails a place that is too far down, with the place', () => {
    const last = rankedModules(context).at(-1) ?? ''
    const place = rankedModules(context).length
    expect(place).toBeGreaterThan(1)
    expect(runCheck({ kind: 'within', module: last, first: place - 1 }, context)).toMatchObject({
      status: 'fails',
      compared: place,
      limit: place - 1,
      unit: 'place',
      because: expect.stringMatching(/is module \d+ of .*; it should be (the first|among the first \d+)\.$/),
    })
    expect(runCheck({ kind: 'answered' }, context)).toMatchObject({ compared: place, limit: 1, unit: 'count' })
  })

  it('fails an answer without knowledge, and a context with a warning', () => {
    expect(runCheck({ kind: 'answered' }, nothing)).toMatchObject({ status: 'fails', opens: { tab: 'candidates' } })
    const warned = { ...context, trace: { ...context.trace, warnings: ['The window is tight.'] } }
    expect(runCheck({ kind: 'noWarnings' }, warned)).toMatchObject({
      status: 'fails',
      because: 'The window is tight.',
      compared: 1,
    })
  })

  it('holds the prefix against that of an earlier run', () => {
    const hash = context.trace.prefixHash
    expect(runCheck({ kind: 'samePrefix' }, { ...context, earlierPrefixHash: hash }).status).toBe('holds')
    expect(runCheck({ kind: 'samePrefix' }, { ...context, earlierPrefixHash: `0${hash}` })).toMatchObject({
      status: 'fails',
      because: expect.stringContaining(hash.slice(0, 8)),
    })
  })

  it('has a row for each kind that holds, and one that fails', () => {
    const kinds = (status: string) => new Set(ROWS.filter((row) => row[1] === status).map(([{ kind }]) => kind))
    // with tests of their own above
    const apart: CheckKind[] = ['answered', 'noWarnings', 'samePrefix']
    const all: CheckKind[] = ['includes', 'excludes', 'within', 'before', 'tokens', 'share', 'window']
    expect([...kinds('holds')].filter((kind) => !apart.includes(kind))).toEqual(expect.arrayContaining(all))
    expect([...kinds('fails')]).toEqual(expect.arrayContaining(all))
  })
})

describe('rateRetrieval', () => {
  const label = (module: string, grade = 1) => ({ module, grade })

  it('rates the ranking by labels, and leaves out what must be sent anyway', () => {
    const [first = '', second = ''] = foundModules(context)
    expect(rateRetrieval(context, [])).toBeUndefined()
    expect(rateRetrieval(context, [label(first, 3), label('answer-style')])).toEqual({
      metrics: { recall: 1, ndcg: 1, mrr: 1, sent: 1, evidence: [1, 1, 1] },
      labels: [
        { place: 1, isSent: true, held: 1 },
        { isSent: true, held: 1 },
      ],
    })
    expect(rateRetrieval(context, [label(second), label('nobody')])?.metrics).toMatchObject({ recall: 0.5, mrr: 0.5 })
    expect(rateRetrieval(nothing, [label('nobody')])).toEqual({
      metrics: { recall: 0, ndcg: 0, mrr: 0, sent: 0, evidence: [0, 0, 0] },
      labels: [{ isSent: false, held: 0 }],
    })
  })

  it('finds a passage where four fifths of it stand, in the words of its module', () => {
    const [first] = foundTexts(context)
    const words = first!.text.match(/[\p{L}\p{N}]+/gu)!.slice(0, 11)
    const passage = (module: string, text: string) => ({ ...label(module), passage: { text } })
    const changed = (count: number) =>
      [...words.slice(0, words.length - count), ...Array.from({ length: count }, (_, at) => `zebra${at}`)].join(' ')
    const { moduleId } = first!.module
    expect(rateRetrieval(context, [passage(moduleId, changed(2))])?.labels).toEqual([
      { place: 1, isSent: true, held: 0.8 },
    ])
    const lost = rateRetrieval(context, [passage(moduleId, changed(3)), passage('rate-limits', words.join(' '))])!
    expect(lost.labels).toEqual([
      { isSent: false, held: 0.7 },
      { isSent: false, held: 0 },
    ])
    expect(lost.metrics).toEqual({ recall: 0, ndcg: 0, mrr: 0, sent: 0, evidence: [0, 0, 0] })
  })

  it('gives two passages of one text two places, so that no order is better than the best', () => {
    const [first] = foundTexts(context)
    const words = first!.text.split(/\s+/)
    const half = Math.floor(words.length / 2)
    const passages = [words.slice(0, half), words.slice(half)].map((part) => part.join(' '))
    const labels = passages.map((text) => ({ ...label(first!.module.moduleId, 3), passage: { text } }))
    const rated = rateRetrieval(context, labels)!
    expect(rated.labels.map(({ place }) => place)).toEqual([1, 1])
    expect(rated.metrics).toMatchObject({ recall: 1, ndcg: 1, mrr: 1 })
  })

  it('finds evidence only where the best texts fit the budget', () => {
    const text = Array.from({ length: 900 }, (_, at) => `word${at}`).join(' ')
    const long = (tokens: number): CheckedContext => ({
      ...nothing,
      trace: { ...nothing.trace, candidates: [] },
      prepared: { candidates: [makeCandidate('long', text, { tokens })] },
    })
    const evidence = (tokens: number) =>
      rateRetrieval(long(tokens), [{ ...label('long'), passage: { text: 'word1 word2 word3' } }])?.metrics.evidence
    expect(evidence(1_000)).toEqual([1, 1, 1])
    expect(evidence(1_001)).toEqual([0, 1, 1])
    expect(evidence(4_001)).toEqual([0, 0, 0])
  })
})
