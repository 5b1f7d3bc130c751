import { beforeAll, describe, expect, it } from 'vitest'
import { prepareContext, searchContext } from '../compose-context'
import { loadTokenizer } from '../tokens/tokenizer'
import type { EnginePorts } from '../vocabulary/ports'
import { sampleRequest } from './compose-request.fixture'
import { createInMemoryRetrieval } from './in-memory-retrieval.fixture'
import { MULTILINGUAL_LIBRARY, MULTILINGUAL_QUERIES } from './multilingual-library.fixture'

let ports: EnginePorts
let portsInEnglish: EnginePorts

beforeAll(async () => {
  const tokenizer = await loadTokenizer('gpt')
  const open = async (options: { language?: string }): Promise<EnginePorts> => {
    const { retrieval } = await createInMemoryRetrieval(MULTILINGUAL_LIBRARY, { tokenizer, ...options })
    return { retrieval, tokenizer, now: () => 0 }
  }
  ports = await open({})
  portsInEnglish = await open({ language: 'en' })
})

const firstOf = async (query: string, chosen: EnginePorts) =>
  (await searchContext(sampleRequest({ query }), chosen))[0]?.module.moduleId

describe('a library in nine languages', () => {
  it.each(MULTILINGUAL_QUERIES)('finds by $query: $because', async ({ query, expected }) => {
    expect(await firstOf(query, ports)).toBe(expected)
  })

  it('finds what it would not find with everything stemmed as English', async () => {
    const missed: string[] = []
    for (const { query, expected } of MULTILINGUAL_QUERIES) {
      if ((await firstOf(query, portsInEnglish)) !== expected) missed.push(query)
    }
    expect(missed.length).toBeGreaterThanOrEqual(10)
  })

  it('covers a query by any form of its words, so that its answer passes the floor', async () => {
    const { candidates } = await prepareContext(sampleRequest({ query: 'Lieferungen an die Empfänger' }), ports)
    const [first] = candidates.filter(({ isDropped }) => !isDropped)
    expect(first?.module.moduleId).toBe('de-deliveries')
    expect(first?.signals.coverage).toBe(1)
  })
})
