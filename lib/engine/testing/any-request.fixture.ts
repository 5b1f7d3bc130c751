import fc from 'fast-check'
import type { ComposeRequest } from '../vocabulary/composition'
import { DEFAULT_POLICY_SETTINGS, OLDER_TURNS } from '../vocabulary/policy'
import { INTENTS } from '../vocabulary/query-analysis'
import { LAYOUTS, MODEL_FAMILIES, type Profile, type Turn } from '../vocabulary/types'
import { sampleRequest } from './compose-request.fixture'
import { LIBRARY } from './library.fixture'

export const ARCHIVED = 'onboarding-2019'

const moduleIds = LIBRARY.map(({ moduleId }) => moduleId)
const some = (ids: string[], maxLength: number) => fc.uniqueArray(fc.constantFrom(...ids), { maxLength })
export const anyQuery = fc.oneof(
  fc.constantFrom(
    'How do I rotate an API key?',
    'an outage: when is a webhook tried again?',
    'publish messages in order',
    'What does TW-429 mean, and how is it different from the quota of the team plan?',
    '',
    '???',
    '如何轮换密钥',
    'x'.repeat(3000),
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
)
const turns = fc
  .array(fc.tuple(fc.string({ maxLength: 40 }), fc.constantFrom('Use a signing secret.', 'Pull, then acknowledge.')), {
    maxLength: 90,
    size: 'max',
  })
  .map((exchanges) =>
    exchanges.flatMap(([asked, answered], at): Turn[] => [
      { id: `u${at}`, role: 'user', content: asked },
      { id: `a${at}`, role: 'assistant', content: answered },
    ]),
  )
const fact = fc.record({
  key: fc.constantFrom('role', 'preference:keys', 'uses', 'note'),
  value: fc.constantFrom('rotates API keys', 'webhooks', 'publishes messages in order', 'gardening', 'x '.repeat(200)),
  source: fc.constantFrom('explicit' as const, 'inferred' as const),
  confidence: fc.constantFrom(0.1, 0.6, 1),
  isStatic: fc.boolean(),
  expiresOn: fc.constantFrom(undefined, '2020-01-01', '2099-01-01'),
  withheld: fc.constantFrom(undefined, undefined, 'local' as const, 'ask' as const, 'waiting' as const),
})
const profile = fc.option(
  fc.array(fact, { maxLength: 8 }).map(
    (facts): Profile => ({
      id: 'p',
      name: 'P',
      facts: facts.map(({ expiresOn, withheld, ...rest }, at) => ({
        ...rest,
        id: `f${at}`,
        ...(expiresOn && { expiresOn }),
        ...(withheld && { withheld }),
      })),
    }),
  ),
  { nil: undefined },
)
const settings = fc.record({
  topN: fc.constantFrom(0, 1, 3, 12),
  wholeModuleTokens: fc.constantFrom(0, 100, 800),
  neighbours: fc.constantFrom(0, 1, 2),
  weights: fc.constantFrom([1, 1], [0, 1], [1, 0], [0, 0]),
  relevanceFloor: fc.constantFrom(0, 0.35, 1),
  history: fc.record({
    verbatimExchanges: fc.nat(4),
    olderTurns: fc.constantFrom('relevant', ...OLDER_TURNS),
    summaries: fc.boolean(),
    summariesFrom: fc.constantFrom(0, 0.5, 1),
    facts: fc.boolean(),
  }),
})
/** Requests to the library of the tests, of every kind. */
export const anyRequest: fc.Arbitrary<ComposeRequest> = fc
  .record({
    query: anyQuery,
    turns,
    pins: some([...moduleIds, ARCHIVED, 'unknown'], 3),
    excludes: some([...moduleIds, 'unknown'], 3),
    task: fc.option(fc.constantFrom(...INTENTS), { nil: undefined }),
    layout: fc.constantFrom(...LAYOUTS),
    family: fc.constantFrom(...MODEL_FAMILIES),
    contextWindow: fc.constantFrom(200, 600, 1_200, 4_000, 16_000, 200_000),
    filters: fc.constantFrom<ComposeRequest['filters'][]>(
      undefined,
      { category: 'guide' },
      { tags: ['retry'] },
      { priority: 'high' },
    ),
    settings,
    profile,
    interests: fc.option(fc.array(anyQuery, { maxLength: 4 }), { nil: undefined }),
  })
  .map(({ family, contextWindow, settings: changed, ...fields }) => {
    const { topN, relevanceFloor, wholeModuleTokens, neighbours, weights, history } = changed
    const [lexicalWeight = 1, vectorWeight = 1] = weights
    const { retrieval, rerank, ...rest } = DEFAULT_POLICY_SETTINGS
    return sampleRequest({
      ...fields,
      model: { id: `${family}-test`, family, contextWindow, maxOutputTokens: Math.floor(contextWindow / 10) },
      policy: {
        id: 'p',
        version: 1,
        settings: {
          ...rest,
          retrieval: { ...retrieval, lexicalWeight, vectorWeight, wholeModuleTokens, neighbours },
          rerank: { ...rerank, topN, relevanceFloor },
          history,
        },
      },
    })
  })
