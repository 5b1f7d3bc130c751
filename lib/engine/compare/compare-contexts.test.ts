import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { anyRequest } from '../testing/any-request.fixture'
import { composeOn, tryToComposeOn } from '../testing/compose-on.fixture'
import { sampleRequest } from '../testing/compose-request.fixture'
import { createInMemoryRetrieval } from '../testing/in-memory-retrieval.fixture'
import { LIBRARY } from '../testing/library.fixture'
import { sampleModule } from '../testing/samples.fixture'
import { loadTokenizer } from '../tokens/tokenizer'
import type { ComposeRequest } from '../vocabulary/composition'
import { DEFAULT_POLICY_SETTINGS } from '../vocabulary/policy'
import type { RetrievalPort } from '../vocabulary/ports'
import { SECTION_NAMES } from '../vocabulary/types'
import { compareContexts } from './compare-contexts'

const QUERY = 'How do I rotate an API key?'
let retrieval: RetrievalPort
let edited: RetrievalPort

beforeAll(async () => {
  const options = { tokenizer: await loadTokenizer('gpt'), maxTokens: 60 }
  retrieval = (await createInMemoryRetrieval(LIBRARY, options)).retrieval
  const changed = LIBRARY.map((module) =>
    module.moduleId === 'api-keys'
      ? { ...module, version: 2, body: `${module.body}\n\nKeys are rotated every ninety days.` }
      : module,
  )
  edited = (await createInMemoryRetrieval(changed, options)).retrieval
})

const compose = (request: ComposeRequest, port = retrieval) => composeOn(port, request)
const tryToCompose = (request: ComposeRequest) => tryToComposeOn(retrieval, request)

describe('comparing two contexts', () => {
  it('tells what went out and why, and what came in', async () => {
    const a = await compose(sampleRequest({ query: QUERY }))
    const b = await compose(sampleRequest({ query: QUERY, excludes: ['api-keys'], pins: ['rate-limits'] }))
    const { items, counts, isEqual } = compareContexts(a, b)
    expect(isEqual).toBe(false)
    const gone = items.filter(({ change }) => change === 'out')
    expect(gone.map(({ moduleId }) => moduleId)).toContain('api-keys')
    const excluded = gone.find(({ moduleId }) => moduleId === 'api-keys')
    expect(excluded?.a).toMatchObject({ isSent: true, reason: 'expanded_whole' })
    expect(excluded?.b).toMatchObject({ isSent: false, reason: 'excluded_by_request' })
    const came = items.find(({ moduleId, change }) => moduleId === 'rate-limits' && change !== 'out')
    expect(came?.b).toMatchObject({ isSent: true, reason: 'pinned' })
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(items.length)
  })

  it('tells that another version of a module is sent, as one item', async () => {
    const a = await compose(sampleRequest({ query: QUERY }))
    const b = await compose(sampleRequest({ query: QUERY }), edited)
    const { items, lines } = compareContexts(a, b)
    const changed = items.filter(({ moduleId }) => moduleId === 'api-keys')
    expect(changed.map(({ change }) => change)).toContain('edited')
    expect(changed.find(({ change }) => change === 'edited')).toMatchObject({ a: { version: 1 }, b: { version: 2 } })
    const came = lines.filter(({ kind }) => kind === 'in')
    expect(came.find(({ text }) => text.includes('every ninety days'))).toMatchObject({
      section: 'knowledge',
      moduleId: 'api-keys',
      version: 2,
    })
  })

  it('tells of a whole module in place of its chunks that it is cut differently, not that anything went', async () => {
    const { retrieval: found, ...others } = DEFAULT_POLICY_SETTINGS
    const settings = { ...others, retrieval: { ...found, wholeModuleTokens: 0 } }
    const a = await compose(sampleRequest({ query: QUERY, policy: { id: 'p', version: 1, settings } }))
    const sent = a.trace.candidates.find(({ fate, chunkId }) => fate === 'included' && chunkId)!
    const b = await compose(sampleRequest({ query: QUERY, pins: [sent.moduleId] }))
    const of = compareContexts(a, b).items.filter(({ moduleId }) => moduleId === sent.moduleId)
    expect(of).toHaveLength(1)
    expect(of[0]).toMatchObject({ a: { resolution: 'section' }, b: { resolution: 'full' } })
    expect(['cut', 'same', 'moved']).toContain(of[0]?.change)
  })

  it('does not call the depth of headings another part of a module', async () => {
    const body =
      '# Rotation\n\nRotate an API key every ninety days.\n\n## Steps\n\nAsk for a new key, then revoke the old one.'
    const library = [...LIBRARY, sampleModule({ moduleId: 'rotation', name: 'Rotation', body })]
    const { retrieval: port } = await createInMemoryRetrieval(library, {
      tokenizer: await loadTokenizer('gpt'),
      maxTokens: 400,
    })
    const of = (family: 'generic' | 'gpt') => {
      const request = sampleRequest({ query: QUERY, pins: ['rotation'] })
      return compose({ ...request, model: { ...request.model, family } }, port)
    }
    const { counts, lines } = compareContexts(await of('generic'), await of('gpt'))
    expect(lines.map(({ text }) => text)).toContain('#### Steps')
    expect(counts).toMatchObject({ in: 0, out: 0, edited: 0, cut: 0 })
  })

  it('calls it an edit where another version has its headings at another depth', async () => {
    const deeper = LIBRARY.map((module) =>
      module.moduleId === 'api-keys' ? { ...module, version: 2, body: module.body.replaceAll(/^#/gm, '##') } : module,
    )
    const options = { tokenizer: await loadTokenizer('gpt'), maxTokens: 60 }
    const port = (await createInMemoryRetrieval(deeper, options)).retrieval
    const { items } = compareContexts(
      await compose(sampleRequest({ query: QUERY })),
      await compose(sampleRequest({ query: QUERY }), port),
    )
    expect(items.filter(({ moduleId }) => moduleId === 'api-keys').map(({ change }) => change)).toContain('edited')
  })

  it('tells what became of images, by what they show', async () => {
    const image = (sha256: string, id: string) => {
      return {
        id,
        sha256,
        name: `${sha256}.png`,
        mediaType: 'image/png',
        width: 280,
        height: 280,
        sizeBytes: 9,
      } as const
    }
    const model = {
      id: 'm',
      family: 'generic',
      contextWindow: 16_000,
      maxOutputTokens: 500,
      takesImages: true,
    } as const
    const turns = (sha256: string) => [
      { id: 't', role: 'user' as const, content: 'Look at it.', images: [image(sha256, 'of-turn')] },
    ]
    const asked = { query: QUERY, model }
    const a = await compose(sampleRequest({ ...asked, turns: turns('red'), images: [image('blue', 'one')] }))
    const b = await compose(sampleRequest({ ...asked, turns: turns('red'), images: [image('red', 'two')] }))
    const { items, sections, inputTokens } = compareContexts(a, b)
    const told = items.filter(({ key }) => key.startsWith('image '))
    expect(told).toMatchObject([
      {
        change: 'out',
        title: 'Image · blue.png',
        section: 'query',
        a: { tokens: 100, reason: 'image_of_question' },
        b: null,
      },
      { change: 'same', title: 'Image · red.png', a: { tokens: 100, reason: 'image_of_turn' }, b: { tokens: 200 } },
    ])
    for (const side of ['a', 'b'] as const) {
      const sent = items.reduce((sum, item) => sum + (item[side]?.isSent ? item[side].tokens : 0), 0)
      const frame = SECTION_NAMES.reduce((sum, name) => sum + sections[name][side].frame, 0)
      expect(sent + frame).toBe(inputTokens[side])
    }
    const blind = await compose(
      sampleRequest({ query: QUERY, model: { ...model, takesImages: undefined }, turns: turns('red') }),
    )
    const gone = compareContexts(a, blind).items.find(({ key }) => key === 'image red')
    expect(gone).toMatchObject({ change: 'out', b: { isSent: false, tokens: 100, reason: 'image_not_taken' } })
  })

  it('finds nothing between a context and itself', async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, async (request) => {
        const context = await tryToCompose(request)
        if (!context) return
        const { isEqual, items, counts, lines, warnings, prefix } = compareContexts(context, context)
        expect(isEqual).toBe(true)
        expect(counts).toMatchObject({ in: 0, out: 0, edited: 0, cut: 0, moved: 0, same: items.length })
        expect(lines).toEqual([])
        expect(warnings).toEqual({ gone: [], came: [] })
        expect(prefix.isKept).toBe(true)
      }),
      { numRuns: 15 },
    )
  })

  it('adds up to the traces, and mirrors when the sides are swapped', async () => {
    const met = new Set<string>()
    await fc.assert(
      fc.asyncProperty(anyRequest, anyRequest, async (first, other) => {
        const a = await tryToCompose(first)
        const b = await tryToCompose({ ...first, pins: other.pins, excludes: other.excludes, policy: other.policy })
        if (!a || !b) return
        const forth = compareContexts(a, b)
        const back = compareContexts(b, a)
        for (const { change } of forth.items) met.add(change)
        for (const [side, context] of [['a', a] as const, ['b', b] as const]) {
          const told = forth.items.reduce((sum, item) => sum + (item[side]?.isSent ? item[side].tokens : 0), 0)
          const frame = SECTION_NAMES.reduce((sum, name) => sum + forth.sections[name][side].frame, 0)
          expect(told + frame).toBe(context.usage.inputTokens)
          expect(forth.inputTokens[side]).toBe(context.usage.inputTokens)
          for (const name of SECTION_NAMES) expect(forth.sections[name][side].frame).toBeGreaterThanOrEqual(0)
        }
        const mirror = { in: 'out', out: 'in', edited: 'edited', cut: 'cut', moved: 'moved', same: 'same' }
        const told = (items: typeof forth.items) =>
          items.map(({ key, change, a, b }) => ({ key, change, a, b })).sort((x, y) => (x.key < y.key ? -1 : 1))
        expect(told(back.items)).toEqual(
          told(forth.items).map(({ key, change, a, b }) => ({ key, change: mirror[change], a: b, b: a })),
        )
        expect(back.warnings).toEqual({ gone: forth.warnings.came, came: forth.warnings.gone })
        expect(back.isEqual).toBe(forth.isEqual)
        if (!forth.isEqual) return
        expect(forth.counts).toMatchObject({ in: 0, out: 0, edited: 0, cut: 0, moved: 0 })
      }),
      { numRuns: 60, seed: 4 },
    )
    expect([...met].sort()).toEqual(['cut', 'in', 'moved', 'out', 'same'])
  })

  it('tells no more lines than are wanted, and how many more there are', async () => {
    const a = await compose(sampleRequest({ query: QUERY }))
    const b = await compose(sampleRequest({ query: 'In which order are messages published?' }))
    const { lines } = compareContexts(a, b)
    const bounded = compareContexts(a, b, 2)
    expect(bounded.lines).toEqual(lines.slice(0, 2))
    expect(bounded.moreLines).toBe(lines.length - 2)
  })
})
