import { expect, test } from 'vitest'
import { composeContext, loadTokenizer } from '@/lib/engine'
import { sampleRequest } from '@/lib/engine/testing/compose-request.fixture'
import { createInMemoryRetrieval } from '@/lib/engine/testing/in-memory-retrieval.fixture'
import { LIBRARY } from '@/lib/engine/testing/library.fixture'
import { describeCounts, STEP_WORDS } from './step-words'

test('every step that runs has words, in the order in which they run', async () => {
  const tokenizer = await loadTokenizer('gpt')
  const { retrieval } = await createInMemoryRetrieval(LIBRARY, { tokenizer })
  const { trace } = await composeContext(sampleRequest({ query: 'How is a webhook tried again?' }), {
    retrieval,
    tokenizer,
    now: () => 0,
  })
  expect(trace.steps.map(({ name }) => name)).toEqual(Object.keys(STEP_WORDS))
  const packed = trace.steps.find(({ name }) => name === 'pack')!
  const sent = trace.candidates.filter(({ fate }) => fate === 'included').length
  expect(describeCounts(packed)).toMatch(new RegExp(`→ ${sent} sent$`))
  const format = trace.steps.find(({ name }) => name === 'format')!
  expect(describeCounts(format)).toMatch(/^\d+ parts? → \d+ messages?$/)
})
