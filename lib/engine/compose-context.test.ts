import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { assembleContext } from './assemble-context'
import { composeContext, prepareContext, searchContext } from './compose-context'
import { ARCHIVED, anyQuery, anyRequest } from './testing/any-request.fixture'
import { sampleRequest } from './testing/compose-request.fixture'
import { createInMemoryRetrieval } from './testing/in-memory-retrieval.fixture'
import { LIBRARY } from './testing/library.fixture'
import { sampleModule } from './testing/samples.fixture'
import { trigramEmbedding } from './testing/trigram-embedding.fixture'
import { loadTokenizer } from './tokens/tokenizer'
import type { ComposeRequest } from './vocabulary/composition'
import { BudgetExceededError } from './vocabulary/errors'
import type { EmbeddingPort, EnginePorts, RetrievalPort, Tokenizer } from './vocabulary/ports'
import { REASONS } from './vocabulary/reasons'
import type { TraceStep } from './vocabulary/trace'
import { MODEL_FAMILIES, type ModelFamily, type ModuleSnapshot } from './vocabulary/types'

const tokenizers = new Map<ModelFamily, Tokenizer>()
let retrieval: RetrievalPort

beforeAll(async () => {
  for (const family of MODEL_FAMILIES) tokenizers.set(family, await loadTokenizer(family))
  retrieval = await openLibrary(LIBRARY)
})

async function openLibrary(modules: ModuleSnapshot[]): Promise<RetrievalPort> {
  const tokenizer = await loadTokenizer('gpt')
  return (await createInMemoryRetrieval(modules, { tokenizer, maxTokens: 120, embedding: trigramEmbedding })).retrieval
}

function portsFor({ model }: ComposeRequest, overrides: Partial<EnginePorts> = {}): EnginePorts {
  const tokenizer = tokenizers.get(model.family)
  if (!tokenizer) throw new Error(`no tokenizer for ${model.family}`)
  return { retrieval, embedding: trigramEmbedding, tokenizer, now: () => 0, ...overrides }
}

/** Undefined when what must be sent is too large, which is for the caller to judge. */
async function tryCompose(asked: ComposeRequest, overrides: Partial<EnginePorts> = {}) {
  try {
    return await composeContext(asked, portsFor(asked, overrides))
  } catch (error) {
    if (error instanceof BudgetExceededError) return undefined
    throw error
  }
}

const check = (predicate: (asked: ComposeRequest) => Promise<void>, numRuns = 60) =>
  fc.assert(fc.asyncProperty(anyRequest, predicate), { numRuns })

describe('composeContext', { timeout: 60_000 }, () => {
  it('accounts for every candidate: included or dropped, each once and with a fitting reason', async () => {
    await check(async (asked) => {
      const seen = new Set<string>()
      const recording: RetrievalPort = {
        ...retrieval,
        searchChunks: async (...args) => {
          const found = await retrieval.searchChunks(...args)
          const [, , moduleIds] = args
          // of all modules: it names modules, required ones among them
          if (!moduleIds) return found
          const { lexicalWeight, vectorWeight } = asked.policy.settings.retrieval
          if (lexicalWeight > 0) for (const hit of found.lexical) seen.add(hit.chunkId)
          if (vectorWeight > 0) for (const hit of found.vector) seen.add(hit.chunkId)
          return found
        },
      }
      const composed = await tryCompose(asked, { retrieval: recording })
      if (!composed) return
      const { candidates } = composed.trace
      expect(candidates).toHaveLength(composed.prepared.candidates.length)
      const ids = candidates.map(({ moduleId, chunkId }) => `${moduleId} ${chunkId ?? ''}`)
      expect(new Set(ids).size).toBe(ids.length)
      for (const { fate, reason } of candidates) {
        expect(REASONS[reason].fate).toBe(fate)
      }
      const traced = new Set(candidates.map(({ chunkId }) => chunkId))
      expect([...seen].filter((chunkId) => !traced.has(chunkId))).toEqual([])
    })
  })

  it('tells each step as soon as it has ended, and all of them in the order of the trace', async () => {
    const told: TraceStep[] = []
    const asked = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const embedding: EmbeddingPort = {
      ...trigramEmbedding,
      embedTerms: undefined,
      embed: async (texts) => {
        asked.resolve()
        await held.promise
        return trigramEmbedding.embed(texts)
      },
    }
    const request = sampleRequest({ query: 'How is a webhook tried again?' })
    const composing = composeContext(
      request,
      portsFor(request, { embedding, watcher: { tell: (step) => told.push(step) } }),
    )
    await asked.promise
    expect(told.map(({ name }) => name)).toEqual(['analyze', 'require'])
    held.resolve()
    const { trace } = await composing
    expect(told).toEqual(trace.steps)
  })

  it('lets others have a turn between the rules, the steps and the candidates that it reads', async () => {
    const told: string[] = []
    const turns = new Map<string, number>()
    const watcher = { tell: ({ name }: TraceStep) => void told.push(name) }
    const giveWay = async () => {
      const last = told.at(-1) ?? ''
      turns.set(last, (turns.get(last) ?? 0) + 1)
    }
    const request = sampleRequest({ query: 'How is a webhook tried again?' })
    const { trace, prepared } = await composeContext(request, portsFor(request, { watcher, giveWay }))
    const reranked = trace.steps.find(({ name }) => name === 'rerank')?.out ?? 0
    expect(reranked).toBeGreaterThan(0)
    expect(turns.get('')).toBeGreaterThanOrEqual(3)
    expect(turns.get('retrieve chunks')).toBe(1 + reranked)
    for (const { name } of trace.steps.slice(0, prepared.steps.length)) {
      expect(turns.get(name), name).toBeGreaterThanOrEqual(1)
    }
  })

  it('gives the same bytes for the same request, whatever the clock says', async () => {
    await check(async (asked) => {
      let ms = 0
      const slowly = () => (ms += 17)
      const [first, second] = [await tryCompose(asked), await tryCompose(asked, { now: slowly })]
      expect(second?.messages).toEqual(first?.messages)
      expect(second?.trace.contextHash).toBe(first?.trace.contextHash)
      expect(second?.trace.candidates).toEqual(first?.trace.candidates)
    }, 30)
  })

  it('assembles the same bytes again from what was prepared, through JSON', async () => {
    await check(async (asked) => {
      const composed = await tryCompose(asked)
      if (!composed) return
      const again = assembleContext(JSON.parse(JSON.stringify(composed.prepared)), portsFor(asked).tokenizer, () => 0)
      expect(again.messages).toEqual(composed.messages)
      expect(again.usage).toEqual(composed.usage)
      expect(again.trace.contextHash).toBe(composed.trace.contextHash)
      expect(again.trace.prefixHash).toBe(composed.trace.prefixHash)
      expect(again.trace.candidates).toEqual(JSON.parse(JSON.stringify(composed.trace.candidates)))
    }, 30)
  })

  it('never sends what is excluded, not in the release, or filtered out and not asked for', async () => {
    await check(async (asked) => {
      const composed = await tryCompose(asked)
      if (!composed) return
      const sent = new Set(composed.trace.spans.flatMap(({ moduleId }) => moduleId ?? []))
      for (const id of [...asked.excludes, ARCHIVED, 'unknown']) expect(sent).not.toContain(id)
      if (!asked.pins.includes('release-checklist')) expect(sent).not.toContain('release-checklist')
      for (const { moduleId, fate, reason } of composed.trace.candidates) {
        if (asked.excludes.includes(moduleId)) expect([fate, reason]).toEqual(['dropped', 'excluded_by_request'])
      }
    })
  })

  it('sends everything required, or says how much room that would need', async () => {
    let refusals = 0
    let leftOut = 0
    await check(async (asked) => {
      try {
        const { prepared, trace } = await composeContext(asked, portsFor(asked))
        const sent = new Set(trace.spans.flatMap(({ moduleId }) => moduleId ?? []))
        const pinned = asked.pins.filter(
          (id) => LIBRARY.some(({ moduleId }) => moduleId === id) && !asked.excludes.includes(id),
        )
        const required = prepared.candidates.filter(({ isRequired }) => isRequired).map(({ module }) => module.moduleId)
        const over = trace.candidates.filter(({ reason }) => reason === 'pin_over_budget' || reason === 'not_needed')
        const left = new Set(over.map(({ moduleId }) => moduleId))
        for (const id of [...pinned, ...required]) if (!left.has(id)) expect(sent).toContain(id)
        for (const id of left) expect(sent).not.toContain(id)
        if (pinned.some((id) => left.has(id))) leftOut++
        if (!asked.excludes.includes('answer-style')) expect(sent).toContain('answer-style')
      } catch (error) {
        if (!(error instanceof BudgetExceededError)) throw error
        refusals++
        expect(error.required).toBeGreaterThan(error.available)
      }
    }, 400)
    expect(refusals).toBeGreaterThan(0)
    expect(leftOut).toBeGreaterThan(0)
  })

  it('covers each message with its spans, and stays within the window', async () => {
    await check(async (asked) => {
      const composed = await tryCompose(asked)
      if (!composed) return
      const { messages, trace, usage } = composed
      for (const [messageIndex, { content }] of messages.entries()) {
        let end = 0
        for (const span of trace.spans.filter((each) => each.messageIndex === messageIndex)) {
          expect(span.start).toBe(end)
          end = span.end
        }
        expect(end).toBe(content.length)
      }
      const free = usage.contextWindow - usage.reservedForResponse - usage.safetyMargin
      expect(usage.inputTokens).toBeLessThanOrEqual(free)
    })
  })

  it('keeps the prefix when only the knowledge or the query changes', async () => {
    const changed = LIBRARY.map((module) =>
      module.activation === 'semantic' ? { ...module, version: 2, body: `${module.body}\n\nA new paragraph.` } : module,
    )
    const other = await openLibrary(changed)
    await fc.assert(
      fc.asyncProperty(anyRequest, anyQuery, async (asked, otherQuery) => {
        const [before, after] = [
          await tryCompose(asked),
          await tryCompose({ ...asked, query: otherQuery }, { retrieval: other }),
        ]
        if (asked.layout === 'chat' && before && after) {
          expect(after.trace.prefixHash).toBe(before.trace.prefixHash)
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('prepareContext', () => {
  const ask = (fields: Parameters<typeof sampleRequest>[0], overrides: Partial<EnginePorts> = {}) => {
    const asked = sampleRequest(fields)
    return prepareContext(asked, portsFor(asked, overrides))
  }

  it('says when embedding or reranking failed, and goes on without', async () => {
    const failing = () => Promise.reject(new Error('secret address'))
    const { warnings, candidates } = await ask(
      { query: 'rotate an API key' },
      {
        embedding: { ...trigramEmbedding, embed: failing },
        reranking: { model: 'cross@1', score: failing },
      },
    )
    expect(warnings).toEqual([
      'embedding by trigram-256@1 failed: searched by words alone',
      "reranking by cross@1 failed: ordered by the retrievers' relevance instead",
    ])
    expect(candidates.some(({ module, isDropped }) => module.moduleId === 'api-keys' && !isDropped)).toBe(true)
  })

  it('lets a cross-encoder decide the relevance', async () => {
    const score = async (_: string, passages: string[]) =>
      passages.map((text) => (text.includes('Redrive sends') ? 1 : 0))
    const { candidates } = await ask(
      { query: 'publish a message to a topic' },
      { reranking: { model: 'cross@1', score } },
    )
    const first = candidates.find(({ isRequired, chunkId }) => !isRequired && chunkId !== undefined)
    expect(first?.module.moduleId).toBe('dead-letters')
    expect(first?.signals.relevance).toBe(1)
  })

  it('drops a copy of a better chunk and names the original', async () => {
    const original = LIBRARY.find(({ moduleId }) => moduleId === 'api-keys')
    const copy = sampleModule({ ...original, moduleId: 'api-keys-copy', priority: 'low' })
    const withCopy = await openLibrary([...LIBRARY, copy])
    const { candidates } = await ask({ query: 'rotate an API key' }, { retrieval: withCopy })
    const copies = candidates.filter(({ module, chunkId }) => module.moduleId === 'api-keys-copy' && chunkId)
    expect(copies.length).toBeGreaterThan(0)
    for (const { reason, because } of copies) {
      expect(reason).toBe('duplicate_of')
      expect(because?.of).toMatch(/^api-keys@1#/)
    }
  })

  it('ignores facts that have expired', async () => {
    const fact = { id: 'f', key: 'uses', value: 'webhook', source: 'explicit', confidence: 1, isStatic: false } as const
    const signalsOn = async (expiresOn: string) => {
      const profile = { id: 'p', name: 'P', facts: [{ ...fact, expiresOn }] }
      const { candidates } = await ask({ query: 'retries', profile })
      return candidates.some(({ signals }) => (signals.profile ?? 0) > 0)
    }
    expect(await signalsOn('2026-03-01')).toBe(true)
    expect(await signalsOn('2026-02-28')).toBe(false)
  })

  it('lets earlier questions speak for candidates, and never alone', async () => {
    const query = 'How do I rotate an API key?'
    const plain = await ask({ query })
    const asked = await ask({ query, interests: ['When is a webhook tried again?', 'What is a quota?'] })
    const fits = asked.candidates.map(({ signals }) => signals.interests ?? 0)
    expect(Math.max(...fits)).toBeGreaterThan(0)
    expect(plain.candidates.every(({ signals }) => signals.interests === undefined)).toBe(true)
    // what is too weak for the question stays out, whatever was asked before
    const weak = (composed: typeof plain) =>
      composed.candidates.filter(({ reason }) => reason === 'below_relevance_floor').map(({ chunkId }) => chunkId)
    expect(weak(asked).toSorted()).toEqual(weak(plain).toSorted())
    expect(weak(asked).length).toBeGreaterThan(0)
  })

  it('times its steps in order and reports what the filters removed', async () => {
    let ms = 0
    const prepared = await ask({ query: 'retries', filters: { tags: ['retry'] } }, { now: () => ms++ })
    expect(prepared.steps.map(({ name }) => name)).toEqual([
      'analyze',
      'require',
      'embed',
      'retrieve modules',
      'retrieve chunks',
      'rerank',
      'select',
      'expand',
      'depend',
      'retrieve turns',
    ])
    expect(prepared.steps.every((step) => step.ms === 1)).toBe(true)
    expect(prepared.filters).toEqual([{ name: 'tags', removed: 9 }])
  })
})

describe('searchContext', () => {
  it('returns everything that was found, best first, without floor, MMR or collapsing', async () => {
    const asked = sampleRequest({ query: 'rotate a key' })
    const found = await searchContext(asked, portsFor(asked))
    expect(found[0]?.module.moduleId).toBe('api-keys')
    expect(found.every(({ isDropped, chunkId }) => !isDropped && chunkId !== undefined)).toBe(true)
    const finals = found.map(({ signals }) => signals.final ?? 0)
    expect(finals).toEqual([...finals].sort((a, b) => b - a))
  })
})
