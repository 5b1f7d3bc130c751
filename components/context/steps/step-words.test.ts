import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatNumber } from '@/components/ui/format-number'
import { composeContext, loadTokenizer, prepareContext } from '@/lib/engine'
import { anyRequest } from '@/lib/engine/testing/any-request.fixture'
import { sampleRequest } from '@/lib/engine/testing/compose-request.fixture'
import { createInMemoryRetrieval } from '@/lib/engine/testing/in-memory-retrieval.fixture'
import { LIBRARY } from '@/lib/engine/testing/library.fixture'
import { describeCounts, STEP_WORDS } from './step-words'

test('every step that runs has words, in the order in which they run', async () => {
  const tokenizer = await loadTokenizer('gpt')
  const { retrieval } = await createInMemoryRetrieval(LIBRARY, { tokenizer })
  const composed = await composeContext(sampleRequest({ query: 'How is a webhook tried again?' }), {
    retrieval,
    tokenizer,
    now: () => 0,
  })
  const { trace } = composed
  expect(trace.steps.map(({ name }) => name)).toEqual(Object.keys(STEP_WORDS))
  const packed = trace.steps.find(({ name }) => name === 'pack')!
  const sent = trace.candidates.filter(({ fate }) => fate === 'included').length
  expect(describeCounts(packed)).toMatch(new RegExp(`→ ${sent} sent$`))
  const format = trace.steps.find(({ name }) => name === 'format')!
  const { messages, usage } = composed
  const written = `→ ${messages.length} messages, ${formatNumber(usage.inputTokens)} tokens`
  expect(describeCounts(format)).toMatch(new RegExp(`^\\d+ parts ${written}$`))
  const allocate = trace.steps.find(({ name }) => name === 'allocate')!
  const room = usage.contextWindow - usage.reservedForResponse - usage.safetyMargin
  expect(describeCounts(allocate)).toContain(`, ${formatNumber(room)} tokens to divide`)
})

test('what is kept or sent is never more than what came in', async () => {
  const tokenizer = await loadTokenizer('gpt')
  const { retrieval } = await createInMemoryRetrieval(LIBRARY, { tokenizer })
  const met = { kept: 0, grew: 0 }
  await fc.assert(
    fc.asyncProperty(anyRequest, async (request) => {
      const { steps } = await prepareContext(request, { retrieval, tokenizer, now: () => 0 })
      for (const step of steps) {
        if (step.out > step.in) met.grew++
        if (!/→ [\d,]+ (kept|sent)/.test(describeCounts(step))) continue
        met.kept++
        expect([describeCounts(step), step.out <= step.in]).toEqual([describeCounts(step), true])
      }
    }),
    { numRuns: 100, seed: 1 },
  )
  expect(met.kept).toBeGreaterThan(0)
  expect(met.grew).toBeGreaterThan(0)
})
