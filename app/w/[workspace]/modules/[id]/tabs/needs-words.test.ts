import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  BudgetExceededError,
  type ComposedContext,
  type ComposeRequest,
  chunkMarkdown,
  composeContext,
  loadTokenizer,
  type Tokenizer,
} from '@/lib/engine'
import { anyRequest } from '@/lib/engine/testing/any-request.fixture'
import { createInMemoryRetrieval } from '@/lib/engine/testing/in-memory-retrieval.fixture'
import { LIBRARY } from '@/lib/engine/testing/library.fixture'
import { sampleModule } from '@/lib/engine/testing/samples.fixture'
import { trigramEmbedding } from '@/lib/engine/testing/trigram-embedding.fixture'
import type { RetrievalPort } from '@/lib/engine/vocabulary/ports'
import { NEEDED_BY_HINT, NEEDS_HINT } from './needs-words'

const LONG_TEXT = 'Invoices are due after thirty days, and late ones are reminded of weekly. '.repeat(12)
const MODULES = [
  ...LIBRARY,
  sampleModule({ moduleId: 'terms', name: 'Terms', body: `# Terms\n\n${LONG_TEXT}` }),
  sampleModule({
    moduleId: 'outages',
    name: 'Outages',
    body: 'In an outage the status page names what is down.',
    dependencies: ['terms', 'not-published', 'api-keys'],
  }),
  sampleModule({
    moduleId: 'tone',
    name: 'Tone',
    body: 'Answer calmly.',
    activation: 'always',
    dependencies: ['wording', 'outages'],
  }),
  sampleModule({ moduleId: 'wording', name: 'Wording', body: 'Say “we” for the team.', dependencies: ['terms'] }),
]
const MAX_TOKENS = 120

let gpt: Tokenizer
let retrieval: RetrievalPort

beforeAll(async () => {
  gpt = await loadTokenizer('gpt')
  const options = { tokenizer: gpt, maxTokens: MAX_TOKENS, embedding: trigramEmbedding }
  retrieval = (await createInMemoryRetrieval(MODULES, options)).retrieval
})

async function compose(asked: ComposeRequest): Promise<ComposedContext | undefined> {
  const tokenizer = await loadTokenizer(asked.model.family)
  try {
    return await composeContext(asked, { retrieval, embedding: trigramEmbedding, tokenizer, now: () => 0 })
  } catch (error) {
    if (!(error instanceof BudgetExceededError)) throw error
    return undefined
  }
}

const MUST_BE_SENT = new Set(['required_always', 'required_rule', 'required_dependency', 'pinned'])
/** Nothing that has to do with room. */
const NOT_THERE = /: (not in the release|excluded by the request|archived|removed by a filter)/

describe('what the editor says of dependencies and chunks', { timeout: 120_000 }, () => {
  it(`holds in any context: ${NEEDS_HINT} ${NEEDED_BY_HINT}`, async () => {
    const met = { along: 0, required: 0, named: 0, chunks: 0 }
    await fc.assert(
      fc.asyncProperty(anyRequest, async (asked) => {
        const context = await compose(asked)
        if (!context) return
        const { candidates, spans, steps } = context.trace
        const sent = new Map(
          candidates.filter(({ fate }) => fate === 'included').map(({ moduleId, reason }) => [moduleId, reason]),
        )
        const notes = steps.flatMap((step) => step.notes)
        for (const { moduleId, dependencies } of MODULES) {
          const reason = sent.get(moduleId)
          if (reason === undefined) continue
          for (const dependency of dependencies) {
            const named = notes.filter((note) => note.startsWith(`${moduleId} is sent without ${dependency},`))
            if (sent.has(dependency)) {
              met.along++
              expect(named).toEqual([])
            } else {
              met.named++
              expect(named).toHaveLength(1)
              expect(named[0]).toMatch(/: \S/)
            }
            if (!MUST_BE_SENT.has(reason)) continue
            met.required++
            expect(sent.has(dependency) || NOT_THERE.test(named[0] ?? '')).toBe(true)
          }
        }
        // the chunks that the editor shows are the pieces that are sent
        for (const { origin, moduleId, sourceStart = 0, sourceEnd = 0, chunkId, resolution } of spans) {
          const module = MODULES.find((each) => each.moduleId === moduleId)
          if (origin !== 'module' || !module || !chunkId || resolution === 'summary') continue
          met.chunks++
          const cut = chunkMarkdown(module.body, { tokenizer: gpt, maxTokens: MAX_TOKENS })
          const chunk = cut.find(({ ordinal }) => ordinal === Number(chunkId.split('#').at(-1)))
          expect(chunk).toBeDefined()
          // blank lines between two pieces that are sent as one stand with the second
          expect(module.body.slice(sourceStart, chunk!.startOffset).trim()).toBe('')
          expect(sourceEnd).toBeGreaterThan(chunk!.startOffset)
        }
      }),
      { numRuns: 150, seed: 1 },
    )
    for (const [what, count] of Object.entries(met)) expect([what, count > 0]).toEqual([what, true])
  })
})
