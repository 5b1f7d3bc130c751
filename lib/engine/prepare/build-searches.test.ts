import { expect, it } from 'vitest'
import { wordTokenizer } from '../assemble/prepared.fixture'
import { prepareContext, searchContext } from '../compose-context'
import { sampleRequest } from '../testing/compose-request.fixture'
import { createInMemoryRetrieval } from '../testing/in-memory-retrieval.fixture'
import { sampleModule } from '../testing/samples.fixture'
import type { AnalysisPort } from '../vocabulary/ports'
import type { Turn } from '../vocabulary/types'

const modules = [
  sampleModule({ moduleId: 'imports', name: 'Imports', body: 'An import is undone in its report for seven days.' }),
  sampleModule({
    moduleId: 'keys',
    name: 'Signing keys',
    body: 'A signing key is rotated every ninety days by its owner.',
  }),
  sampleModule({ moduleId: 'leaks', name: 'Leaked keys', body: 'A leaked signing key is revoked at once.' }),
]
const turns: Turn[] = [
  { id: 'u', role: 'user', content: 'How often is a signing key rotated?' },
  { id: 'a', role: 'assistant', content: 'Every ninety days.' },
]

async function openPorts(analysis?: AnalysisPort) {
  const { retrieval, embedding } = await createInMemoryRetrieval(modules, { tokenizer: wordTokenizer })
  return {
    retrieval,
    ...(embedding ? { embedding } : {}),
    tokenizer: wordTokenizer,
    now: () => 0,
    ...(analysis ? { analysis } : {}),
  }
}

const rewriteTo = (standaloneQuery: string): AnalysisPort => {
  return { model: 'rewriter', analyze: async () => ({ standaloneQuery, isFollowUp: true }) }
}
const bestOf = async (query: string, analysis?: AnalysisPort) => {
  const found = await searchContext(sampleRequest({ query, turns }), await openPorts(analysis))
  return found.map(({ module }) => module.moduleId)
}

it('finds what a follow-up asks by itself beside what it was read as', async () => {
  expect((await bestOf('And how is an import undone?'))[0]).toBe('imports')
})

it('loses no answer by a rewrite of a model that has nothing to do with the question', async () => {
  expect(await bestOf('And how is an import undone?', rewriteTo('leaked signing key revoked'))).toContain('imports')
})

it('goes on reading what leans on the conversation by what it leans on', async () => {
  expect((await bestOf('And why?'))[0]).toBe('keys')
  expect((await bestOf('Who does that?'))[0]).toBe('keys')
})

it('names each candidate once, and says that it searched twice', async () => {
  const request = sampleRequest({ query: 'And how is an import undone?', turns })
  const { candidates, steps } = await prepareContext(request, await openPorts())
  const keys = candidates.map(({ module, chunkId, resolution }) => `${module.moduleId} ${chunkId} ${resolution}`)
  expect(new Set(keys).size).toBe(keys.length)
  expect(steps.find(({ name }) => name === 'embed')?.notes?.join()).toContain('as it was asked')
})

it('searches once for a question of its own', async () => {
  const request = sampleRequest({ query: 'How is an import undone?', turns })
  const { steps } = await prepareContext(request, await openPorts())
  expect(steps.find(({ name }) => name === 'embed')?.notes?.join()).not.toContain('as it was asked')
})
