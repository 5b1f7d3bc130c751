import { beforeAll, describe, expect, it } from 'vitest'
import { prepareContext, searchContext } from '../compose-context'
import { loadTokenizer } from '../tokens/tokenizer'
import type { EnginePorts } from '../vocabulary/ports'
import { sampleRequest } from './compose-request.fixture'
import { createInMemoryRetrieval } from './in-memory-retrieval.fixture'
import { MULTILINGUAL_LIBRARY, MULTILINGUAL_QUERIES } from './multilingual-library.fixture'
import { sampleModule } from './samples.fixture'

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

it('a page in a language that takes words apart does not outrank the page that is called like the question', async () => {
  const tokenizer = await loadTokenizer('gpt')
  const page = (moduleId: string, name: string, body: string) => sampleModule({ moduleId, name, body })
  const english = Array.from({ length: 40 }, (_, at) =>
    page(
      `en-${at}`,
      `Page ${at}`,
      `# Page ${at}\n\nThis page explains how collections of things number ${at} are stored, and how the collections are shown to the reader of the site.`,
    ),
  )
  const german = Array.from({ length: 10 }, (_, at) =>
    page(
      `de-${at}`,
      `Seite ${at}`,
      `# Seite ${at}\n\nDiese Seite erklärt, wie man die Einstellungen Nummer ${at} ändert und was danach mit den Daten passiert.${at === 3 ? ' Die collections bleiben dabei erhalten.' : ''}`,
    ),
  )
  const called = page(
    'en-collections',
    'Collections',
    '# Collections\n\nA collection groups things of one kind. Make one for each kind of thing that the site shows.',
  )
  const { retrieval } = await createInMemoryRetrieval([...english, ...german, called], { tokenizer })
  expect(await firstOf('collections', { retrieval, tokenizer, now: () => 0 })).toBe('en-collections')
})
