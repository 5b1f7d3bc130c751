import { beforeAll, describe, expect, it } from 'vitest'
import { prepareContext } from '../compose-context'
import { loadTokenizer } from '../tokens/tokenizer'
import type { ComposeRequest } from '../vocabulary/composition'
import type { EnginePorts } from '../vocabulary/ports'
import type { ProfileFact } from '../vocabulary/types'
import { sampleRequest } from './compose-request.fixture'
import { createInMemoryRetrieval } from './in-memory-retrieval.fixture'
import { LIBRARY } from './library.fixture'
import { trigramEmbedding } from './trigram-embedding.fixture'

/** The first positions, by module in the order of their first chosen candidate, each with the reason it stands there. */
type GoldenCase = {
  query: string
  given?: Partial<ComposeRequest>
  expected: [moduleId: string, because: string][]
  /** Stands in the instructions instead of being ranked. */
  required?: string[]
}

const fact = (key: string, value: string): ProfileFact => ({
  id: key,
  key,
  value,
  source: 'explicit',
  confidence: 1,
  isStatic: false,
})

/** Nothing in the library is about these, and nothing is what they get. */
const UNANSWERABLE = ['Do zebras eat bamboo?', 'recette de crêpes bretonnes']

const GOLDEN: GoldenCase[] = [
  {
    query: 'How do I rotate an API key?',
    expected: [
      ['api-keys', 'has a section of exactly this title'],
      ['signing-secrets', 'the same procedure for the other kind of secret'],
    ],
  },
  {
    query: 'How do I rotate the signing secret of a webhook?',
    expected: [
      ['signing-secrets', 'all three words, in a section about it'],
      ['webhooks', 'says what the signing secret is used for'],
    ],
  },
  {
    query: 'What does TW-429 mean?',
    expected: [['rate-limits', 'the only module that names the code']],
  },
  {
    query: 'When is a message delivered again that was not acknowledged?',
    expected: [
      ['retry-policy', 'answers with the times'],
      ['consume-messages', 'says what not acknowledging means'],
    ],
  },
  {
    query: 'When is a webhook tried again after my endpoint failed?',
    expected: [
      ['webhook-retries', 'answers with the number of tries; retry-policy is about pulled messages'],
      ['webhooks', 'what a webhook is, and webhook-retries depends on it'],
    ],
  },
  {
    query: 'publish messages in order',
    expected: [
      ['publish-messages', 'has the section on ordering'],
      ['publish-messages-v1', 'shares the title, but is old and of low priority'],
    ],
  },
  {
    query: 'Is there still a POST /v1/publish request?',
    expected: [
      ['publish-messages-v1', 'the only one that names the path'],
      ['publish-messages', 'the request that replaces it'],
    ],
  },
  {
    query: 'How much does the team plan cost a month?',
    expected: [['plans', 'the only module with prices']],
  },
  {
    query: 'How many publish requests a second may a project send?',
    expected: [
      ['rate-limits', 'limits of requests, not quotas of messages'],
      ['publish-messages', 'is about publish requests'],
    ],
  },
  {
    query: 'How do I redrive dead letters back to their topic?',
    expected: [['dead-letters', 'title and section']],
  },
  {
    query: 'Does failover to the standby region lose messages in an outage?',
    expected: [['regions', 'title, section and effect']],
    required: ['incident-playbook'],
  },
  {
    query: 'verify the Tidewater-Signature header',
    expected: [
      ['webhooks', 'names the header and how to verify it'],
      ['signing-secrets', 'the secret it is verified with'],
    ],
  },
  {
    query: 'Which setting is maxBackoff?',
    expected: [['retry-policy', 'the only module that names the setting']],
  },
  {
    query: 'publish messages',
    given: { filters: { tags: ['legacy'] } },
    expected: [['publish-messages-v1', 'the filter leaves no other']],
  },
  {
    query: 'How are failed deliveries retried?',
    given: { profile: { id: 'p', name: 'Push user', facts: [fact('integration', 'webhook push endpoint')] } },
    expected: [['webhook-retries', 'of the two kinds of retries, the one that fits the profile']],
  },
  {
    query: 'How do I rotate it?',
    given: {
      turns: [
        { id: '1', role: 'user', content: 'What is a signing secret?' },
        {
          id: '2',
          role: 'assistant',
          content: 'Every push subscription has a signing secret; webhooks are signed with it.',
        },
      ],
    },
    expected: [['signing-secrets', 'what the conversation is about']],
  },
]

describe('golden ranking set', () => {
  let ports: EnginePorts
  beforeAll(async () => {
    const tokenizer = await loadTokenizer('gpt')
    const { retrieval } = await createInMemoryRetrieval(LIBRARY, {
      tokenizer,
      maxTokens: 120,
      embedding: trigramEmbedding,
    })
    ports = { retrieval, embedding: trigramEmbedding, tokenizer, now: () => 0 }
  })

  it.each(GOLDEN)('$query', async ({ query, given, expected, required = [] }) => {
    const { candidates } = await prepareContext(sampleRequest({ query, ...given }), ports)
    const chosen = candidates.filter(({ isDropped, isRequired }) => !isDropped && !isRequired)
    const ranked = [...new Set(chosen.map(({ module }) => module.moduleId))]
    expect(ranked.slice(0, expected.length)).toEqual(expected.map(([moduleId]) => moduleId))
    const standing = candidates.filter(({ isRequired }) => isRequired).map(({ module }) => module.moduleId)
    expect(standing).toEqual(['glossary', 'answer-style', ...required])
  })

  it.each(UNANSWERABLE)('nothing for: %s', async (query) => {
    const { candidates } = await prepareContext(sampleRequest({ query }), ports)
    expect(candidates.filter(({ isDropped, isRequired }) => !isDropped && !isRequired)).toEqual([])
  })
})
