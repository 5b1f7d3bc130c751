import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { anyRequest } from '../testing/any-request.fixture'
import { composeOn, tryToComposeOn } from '../testing/compose-on.fixture'
import { sampleRequest } from '../testing/compose-request.fixture'
import { createInMemoryRetrieval } from '../testing/in-memory-retrieval.fixture'
import { LIBRARY } from '../testing/library.fixture'
import { loadTokenizer } from '../tokens/tokenizer'
import type { ComposeRequest } from '../vocabulary/composition'
import type { RetrievalPort } from '../vocabulary/ports'
import { compareCandidates } from './compare-candidates'

const QUERY = 'How do I rotate an API key?'
let retrieval: RetrievalPort
let edited: RetrievalPort

beforeAll(async () => {
  const options = { tokenizer: await loadTokenizer('gpt'), maxTokens: 60 }
  retrieval = (await createInMemoryRetrieval(LIBRARY, options)).retrieval
  const changed = LIBRARY.map((module) =>
    module.moduleId === 'api-keys' ? { ...module, version: 2, name: 'Keys' } : module,
  )
  edited = (await createInMemoryRetrieval(changed, options)).retrieval
})

const compose = (request: ComposeRequest, port = retrieval) => composeOn(port, request)
const tryToCompose = (request: ComposeRequest) => tryToComposeOn(retrieval, request)

describe('the candidates of two contexts', () => {
  it('stand in the order of their scores, each place once, and none is lost', async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, anyRequest, async (first, other) => {
        const a = await tryToCompose(first)
        const b = await tryToCompose({ ...first, pins: other.pins, excludes: other.excludes, policy: other.policy })
        if (!a || !b) return
        const ranked = compareCandidates(a, b)
        expect(new Set(ranked.map(({ key }) => key)).size).toBe(ranked.length)
        for (const [side, context] of [['a', a] as const, ['b', b] as const]) {
          const own = ranked.flatMap((each) => each[side] ?? []).sort((x, y) => x.place - y.place)
          expect(own.map(({ place }) => place)).toEqual(context.trace.candidates.map((_, at) => at + 1))
          const scores = own.flatMap(({ score }) => score ?? [])
          expect(scores).toEqual(scores.toSorted((x, y) => y - x))
          const sent = context.trace.candidates.filter(({ fate }) => fate === 'included').length
          expect(own.filter(({ isSent }) => isSent)).toHaveLength(sent)
        }
        const flipped = compareCandidates(b, a).map(({ key, a: before, b: after }) => ({ key, a: after, b: before }))
        const byKey = (x: { key: string }, y: { key: string }) => (x.key < y.key ? -1 : 1)
        expect(flipped.sort(byKey)).toEqual(
          ranked.map(({ key, a: before, b: after }) => ({ key, a: before, b: after })).sort(byKey),
        )
      }),
      { numRuns: 30, seed: 7 },
    )
  })

  it('are the same ones in another version, also under another name of the module', async () => {
    const ranked = compareCandidates(
      await compose(sampleRequest({ query: QUERY })),
      await compose(sampleRequest({ query: QUERY }), edited),
    )
    const own = ranked.filter(({ moduleId }) => moduleId === 'api-keys')
    const inBoth = own.filter(({ a, b }) => a && b)
    expect(inBoth.map(({ a, b }) => [a?.version, b?.version])).toContainEqual([1, 2])
    for (const { title } of inBoth) expect(title).toMatch(/^Keys/)
  })

  it('say why one is sent on one side and not on the other', async () => {
    const a = await compose(sampleRequest({ query: QUERY }))
    const b = await compose(sampleRequest({ query: QUERY, excludes: ['api-keys'] }))
    const own = compareCandidates(a, b).filter(({ moduleId }) => moduleId === 'api-keys')
    expect(own.some((each) => each.a?.isSent)).toBe(true)
    expect(own.some((each) => each.b?.isSent)).toBe(false)
    expect(own.flatMap((each) => each.b?.reason ?? [])).toContain('excluded_by_request')
  })
})
