import { describe, expect, it, vi } from 'vitest'
import { BudgetExceededError, type ComposeRequest, composeContext, type EnginePorts, loadTokenizer } from '@/lib/engine'
import { sampleRequest } from '@/lib/engine/testing/compose-request.fixture'
import { createInMemoryRetrieval } from '@/lib/engine/testing/in-memory-retrieval.fixture'
import { LIBRARY } from '@/lib/engine/testing/library.fixture'
import { sampleModule } from '@/lib/engine/testing/samples.fixture'
import { trigramEmbedding } from '@/lib/engine/testing/trigram-embedding.fixture'
import { runCompose, runRetrieve, runSearch } from './run-engine'

const MODEL = { id: 'test-model', family: 'gpt', contextWindow: 16_000, maxOutputTokens: 1_000 } as const
const QUERY = `${'How deep is the well, and who checks the pump in winter? '.repeat(120)}`

async function openPorts(modules = LIBRARY, overrides: Partial<EnginePorts> = {}): Promise<EnginePorts> {
  const tokenizer = await loadTokenizer('gpt')
  const embedding = trigramEmbedding
  const { retrieval } = await createInMemoryRetrieval(modules, { tokenizer, maxTokens: 120, embedding })
  return { retrieval, embedding, tokenizer, now: () => 0, ...overrides }
}

const withoutTimes = <Traced extends { trace: { steps: { ms: number }[] } }>({ trace, ...composed }: Traced) => ({
  ...composed,
  trace: { ...trace, steps: trace.steps.map((step) => ({ ...step, ms: 0 })) },
})

const longTurns = (): ComposeRequest['turns'] =>
  Array.from({ length: 8 }, (_, at) => ({
    id: `t${at}`,
    role: at % 2 === 0 ? ('user' as const) : ('assistant' as const),
    content: `${at} ${'The pump was checked again, and found to be worn. '.repeat(300)}`,
    day: '2026-01-01',
  }))

describe('the engine on long texts', { timeout: 90_000 }, () => {
  it.each([
    ['a long query', { query: QUERY }],
    ['a long conversation', { query: 'How deep is the well?', turns: longTurns() }],
  ])('composes %s in a thread, with the same bytes', async (_, change) => {
    const request = sampleRequest({ model: MODEL, ...change })
    const ports = await openPorts()
    const searched: string[] = []
    const watched: EnginePorts = {
      ...ports,
      retrieval: {
        ...ports.retrieval,
        searchChunks: (query, ...rest) => {
          searched.push(query.terms.map(({ term }) => term).join(' '))
          return ports.retrieval.searchChunks(query, ...rest)
        },
      },
    }
    // what the thread counts by itself this one must not be asked for
    watched.tokenizer = new Proxy(ports.tokenizer, {
      get: () => {
        throw new Error('counted here')
      },
    })
    const told: string[] = []
    watched.watcher = { tell: ({ name }) => told.push(name) }
    const { prepared, ...composed } = await runCompose(request, watched)
    const { prepared: expectedPrepared, ...expected } = await composeContext(request, ports)
    expect(withoutTimes(composed)).toEqual(withoutTimes(expected))
    expect(prepared.request).toBe(request)
    expect({ ...prepared, steps: [] }).toEqual({ ...expectedPrepared, steps: [] })
    expect(searched.length).toBeGreaterThan(0)
    // those before something was asked for have come before it
    expect(told).toContain('retrieve modules')
    expect(told).toEqual(composed.trace.steps.slice(0, told.length).map(({ name }) => name))
  })

  it('tells the steps of both halves of a short one', async () => {
    const told: unknown[] = []
    const ports = await openPorts(LIBRARY, { watcher: { tell: (step) => told.push(step) } })
    const { trace } = await runCompose(sampleRequest({ model: MODEL, query: 'How deep is the well?' }), ports)
    expect(told).toEqual(trace.steps)
  })

  it('retrieves and searches in a thread what is found here', async () => {
    const request = sampleRequest({ model: MODEL, query: QUERY })
    const ports = await openPorts()
    const { candidates } = await composeContext(request, ports).then(({ prepared }) => prepared)
    expect((await runRetrieve(request, ports)).candidates).toEqual(candidates)
    expect((await runSearch(request, ports)).length).toBeGreaterThan(0)
  })

  it('goes on without a model that fails, and says so', async () => {
    const embedding = { ...trigramEmbedding, embed: () => Promise.reject(new Error('out of order')) }
    const { trace } = await runCompose(
      sampleRequest({ model: MODEL, query: QUERY }),
      await openPorts(LIBRARY, { embedding }),
    )
    expect(trace.warnings.join()).toContain('searched by words alone')
  })

  it('fails with what a store failed with', async () => {
    const failure = new Error('the database is away')
    const ports = await openPorts()
    const retrieval = { ...ports.retrieval, searchModules: () => Promise.reject(failure) }
    await expect(runCompose(sampleRequest({ model: MODEL, query: QUERY }), { ...ports, retrieval })).rejects.toBe(
      failure,
    )
  })

  it('says in numbers that a module that must be sent does not fit, without counting it here', async () => {
    const body = 'A rule that is always sent. '.repeat(8_000)
    const ports = await openPorts([sampleModule({ moduleId: 'rules', activation: 'always', body })])
    const counted = vi.spyOn(ports.tokenizer, 'count')
    const composing = runCompose(sampleRequest({ model: MODEL, query: 'How deep is the well?' }), ports)
    await expect(composing).rejects.toBeInstanceOf(BudgetExceededError)
    await expect(composing).rejects.toMatchObject({ required: expect.any(Number), available: expect.any(Number) })
    expect(counted).not.toHaveBeenCalled()
  })
})
