import { beforeAll, describe, expect, it } from 'vitest'
import { composeContext } from '../compose-context'
import { sampleRequest } from '../testing/compose-request.fixture'
import { createInMemoryRetrieval } from '../testing/in-memory-retrieval.fixture'
import { LIBRARY } from '../testing/library.fixture'
import { loadTokenizer } from '../tokens/tokenizer'
import type { Check, CheckedContext, CheckKind, CheckOutcome } from '../vocabulary/checks'
import type { ComposeRequest } from '../vocabulary/composition'
import { rateRetrieval } from './rate-retrieval'
import { runCheck } from './run-check'
import { foundModules, rankedModules } from './sent-modules'

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

  it('fails a place that is too far down, with the place', () => {
    const last = rankedModules(context).at(-1) ?? ''
    const place = rankedModules(context).length
    expect(place).toBeGreaterThan(1)
    expect(runCheck({ kind: 'within', module: last, first: place - 1 }, context)).toMatchObject({
      status: 'fails',
      compared: place,
      limit: place - 1,
      unit: 'place',
    })
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
  it('rates the ranking by labels, and leaves out what must be sent anyway', () => {
    const [first = '', second = ''] = foundModules(context)
    const label = (module: string, grade = 1) => ({ module, grade })
    expect(rateRetrieval(context, [])).toBeUndefined()
    expect(rateRetrieval(context, [label(first, 3), label('answer-style')])).toEqual({
      recall: 1,
      ndcg: 1,
      mrr: 1,
      sent: 1,
    })
    expect(rateRetrieval(context, [label(second), label('nobody')])).toMatchObject({ recall: 0.5, mrr: 0.5 })
    expect(rateRetrieval(nothing, [label('nobody')])).toEqual({ recall: 0, ndcg: 0, mrr: 0, sent: 0 })
  })
})
