import { analyzeQuery } from '@/lib/engine/analyze/analyze-query'
import { composeContext } from '@/lib/engine/compose-context'
import { termsForTurns, timesFor } from '@/lib/engine/prepare/score-history'
import { toTextTerms } from '@/lib/engine/rerank/text-terms'
import { questionsOf, scoreTurns, TURN_WEIGHTS } from '@/lib/engine/retrieve/score-turns'
import { sampleRequest } from '@/lib/engine/testing/compose-request.fixture'
import { rememberTerms } from '@/lib/engine/text/remember-terms'
import { extractSentences } from '@/lib/engine/text/terms'
import { loadTokenizer } from '@/lib/engine/tokens/tokenizer'
import type { RetrievalPort } from '@/lib/engine/vocabulary/ports'
import type { Turn } from '@/lib/engine/vocabulary/types'
import { readConversationSet } from './conversation/conversation-set'
import { generateConversations } from './conversation/generate-conversations'
import { COSTS, type Kept, meanOf, measureKept, type ScoreTurns, toTurns } from './conversation/measure-memory'
import { embedTexts } from './conversation/sentence-embedder'
import { quantile } from './shared/measure'

/**
 * `npm run bench:conversation [-- SET.json] [--meaning] [--ablation]`: the share of the turns that hold an answer which is inside a
 * history of 1,000, 2,000 and 4,000 tokens, and of the questions that have all of theirs, beside a sliding window, BM25
 * alone and everything; with `--meaning` also by the vectors of a small model that is installed for it; then the time per
 * composition. Without a set, conversations are generated: the weights of the
 * engine may be learned on the first half of them, what is printed by category is the second half. A set is read in the
 * shape `{ conversations: [{ id, turns: [{ id, role, speaker, at, text }], questions: [{ text, evidence, category }] }] }`.
 */
const BUDGETS = [1_000, 2_000, 4_000]
const SEED = 2026

const textTerms = rememberTerms((text) => toTextTerms(extractSentences(text)))
const termsOf = rememberTerms((text) => ({ own: textTerms(text), questions: textTerms(questionsOf(text)) }))
const plainTermsOf = (text: string) => ({ own: textTerms(text), questions: textTerms('') })

function scoreBy(
  weights: typeof TURN_WEIGHTS,
  terms = termsOf,
  prepare = (turns: Turn[]) => turns,
  cosines?: number[],
  hasSynonyms = true,
): ScoreTurns {
  return (question, turns) => {
    const { standaloneQuery, language } = analyzeQuery(question, [])
    const words = termsForTurns(standaloneQuery, language, ['en']).filter(({ count }) => hasSynonyms || count >= 1)
    const times = timesFor(standaloneQuery, language)
    const query = { text: standaloneQuery, terms: words, ...times, ...(cosines ? { cosines } : {}) }
    return scoreTurns(query, prepare(turns), terms, weights)
  }
}

const OFF: typeof TURN_WEIGHTS = {
  session: 0,
  window: 0,
  neighbour: 0,
  speaker: 1,
  named: 0,
  time: 0,
  meaning: 0,
  rare: 0,
  opening: 0,
  asks: 0,
}
const bare = (turns: Turn[]) => turns.map(({ day: _d, speaker: _s, ...turn }) => turn)
const withoutDays = (turns: Turn[]) => turns.map(({ day: _, ...turn }) => turn)
const withoutNames = (turns: Turn[]) => turns.map(({ speaker: _, ...turn }) => turn)
const none: ScoreTurns = (_, turns) => turns.map(() => 0)

const { conversations } = readSet()
const tokenizer = await loadTokenizer('gpt')
const costs = { text: COSTS.text(tokenizer), sent: COSTS.sent(tokenizer) }
const prepared = conversations.map((conversation) => ({ conversation, turns: toTurns(conversation) }))
const half = process.argv.some((argument) => argument.endsWith('.json')) ? 0 : Math.floor(prepared.length / 2)
const [learned, judged] = [prepared.slice(0, half), prepared.slice(half)]

const sizes = prepared.map(({ turns }) => turns.reduce((sum, turn) => sum + costs.text.older(turn), 0))
console.log(
  `${prepared.length} conversations, ${prepared.reduce((sum, { turns }) => sum + turns.length, 0)} turns, ${prepared.reduce((sum, { conversation }) => sum + conversation.questions.length, 0)} questions; ${Math.min(...sizes)}–${Math.max(...sizes)} tokens each`,
)
console.log(
  `evidence kept / all evidence kept, ${half > 0 ? `the ${judged.length} conversations that nothing was learned on` : 'all'}\n`,
)

type Way = {
  name: string
  score: ScoreTurns
  cost: keyof typeof costs
  change?: Parameters<typeof measureKept>[3]['change']
}
const loadout = scoreBy(TURN_WEIGHTS)
const byMeaning = process.argv.includes('--meaning') ? await scoreByMeaning() : undefined
const WINDOW = { olderTurns: 'newest', verbatimExchanges: 0 } as const
const WAYS: Way[] = [
  { name: 'sliding window', score: none, cost: 'text', change: WINDOW },
  {
    name: 'BM25 over turns',
    score: scoreBy(OFF, plainTermsOf, bare, undefined, false),
    cost: 'text',
    change: { verbatimExchanges: 0 },
  },
  { name: 'Loadout, ranking alone', score: loadout, cost: 'text', change: { verbatimExchanges: 0 } },
  { name: 'Loadout, last 3 exchanges kept', score: loadout, cost: 'text' },
  { name: 'Loadout, markup and gaps counted', score: loadout, cost: 'sent' },
  ...(byMeaning ? [{ name: 'Loadout, by meaning too', score: byMeaning, cost: 'text' } as const] : []),
]
const ABLATION: Way[] = [
  { name: 'without preceding questions', score: scoreBy(TURN_WEIGHTS, plainTermsOf), cost: 'text' },
  { name: 'without speakers', score: scoreBy(TURN_WEIGHTS, termsOf, withoutNames), cost: 'text' },
  { name: 'without × 1.3 for the speaker', score: scoreBy({ ...TURN_WEIGHTS, speaker: 1 }), cost: 'text' },
  { name: 'without a share for the speaker', score: scoreBy({ ...TURN_WEIGHTS, named: 0 }), cost: 'text' },
  { name: 'without a share for a told time', score: scoreBy({ ...TURN_WEIGHTS, time: 0 }), cost: 'text' },
  { name: 'without the session', score: scoreBy({ ...TURN_WEIGHTS, session: 0 }), cost: 'text' },
  { name: 'without windows', score: scoreBy({ ...TURN_WEIGHTS, window: 0 }), cost: 'text' },
  { name: 'without neighbours', score: scoreBy({ ...TURN_WEIGHTS, neighbour: 0 }), cost: 'text' },
  {
    name: 'without words that mean the same',
    score: scoreBy(TURN_WEIGHTS, termsOf, undefined, undefined, false),
    cost: 'text',
  },
  { name: 'without weight for rare words', score: scoreBy({ ...TURN_WEIGHTS, rare: 0 }), cost: 'text' },
  { name: 'without weight for an opening', score: scoreBy({ ...TURN_WEIGHTS, opening: 0 }), cost: 'text' },
  { name: 'without less for a question', score: scoreBy({ ...TURN_WEIGHTS, asks: 0 }), cost: 'text' },
  { name: 'without days (and sessions)', score: scoreBy(TURN_WEIGHTS, termsOf, withoutDays), cost: 'text' },
]

printHead()
for (const way of WAYS) printWay(way.name, keptOf(judged, way))
console.log(`${'everything'.padEnd(36)}${'1.000 / 1.000'.padStart(18)} in ${Math.round(meanOf(sizes))} tokens`)
if (learned.length > 0) printWay('(Loadout on the other half)', keptOf(learned, WAYS[3]!))
if (process.argv.includes('--ablation')) {
  console.log('\neach step left out, last 3 exchanges kept')
  for (const way of ABLATION) printWay(way.name, keptOf(judged, way))
}
console.log(`\nby category, last 3 exchanges kept${byMeaning ? ', by meaning too' : ''}`)
printHead()
const all = keptOf(judged, byMeaning ? WAYS.at(-1)! : WAYS[3]!)
for (const category of [...new Set(all[0]!.map((kept) => kept.category))].sort()) {
  printWay(
    category,
    all.map((kept) => kept.filter((each) => each.category === category)),
  )
}
await printTimes()

/** As `scoreBy`, with the cosines of vectors that are made before. */
async function scoreByMeaning(): Promise<ScoreTurns> {
  const vectors = await embedTexts(
    conversations.flatMap(({ turns, questions }) => [...turns, ...questions].map(({ text }) => text)),
  )
  return (question, turns) => {
    const asked = vectors.get(question)!
    const cosines = turns.map(({ content }) => {
      const vector = vectors.get(content)!
      return vector.reduce((sum, value, at) => sum + value * asked[at]!, 0)
    })
    return scoreBy(TURN_WEIGHTS, termsOf, undefined, cosines)(question, turns)
  }
}

function readSet() {
  const path = process.argv.slice(2).find((argument) => argument.endsWith('.json'))
  return path === undefined ? generateConversations(10, SEED) : readConversationSet(path)
}

function keptOf(set: typeof prepared, { score, cost, change }: Way): Kept[][] {
  return BUDGETS.map((budget) =>
    set.flatMap(({ conversation, turns }) =>
      measureKept(conversation, turns, budget, { costOf: costs[cost], score, change }),
    ),
  )
}

function printHead() {
  console.log(`${''.padEnd(36)}${BUDGETS.map((budget) => `${budget} tokens`.padStart(18)).join('')}`)
}

function printWay(name: string, byBudget: Kept[][]) {
  const columns = byBudget.map((kept) => {
    const share = meanOf(kept.map((each) => each.share)).toFixed(3)
    return `${share} / ${meanOf(kept.map(({ isAll }) => Number(isAll))).toFixed(3)}`.padStart(18)
  })
  console.log(`${name.padEnd(36)}${columns.join('')}${`${byBudget[0]!.length} questions`.padStart(16)}`)
}

/** The engine alone, with an empty library: what a conversation adds. */
async function printTimes() {
  const nothing: RetrievalPort = {
    listStandingModules: async () => [],
    getModules: async () => [],
    searchModules: async () => ({ lexical: [], vector: [], filters: [] }),
    searchLeftOut: async () => [],
    searchChunks: async () => ({ lexical: [], vector: [] }),
    getChunks: async () => [],
    getNeighbours: async (ids) => ids.map(() => []),
  }
  const turns = generateConversations(10, SEED + 100).conversations.flatMap((conversation, at) =>
    toTurns(conversation).map((turn) => ({ ...turn, id: `${at} ${turn.id}` })),
  )
  const questions = conversations.flatMap((conversation) => conversation.questions.map(({ text }) => text)).slice(0, 60)
  console.log('\ntime per composition, window of 16,000 tokens, turns read before')
  for (const count of [50, 500, 5_000]) {
    const times: number[] = []
    for (const [at, query] of questions.entries()) {
      const asked = sampleRequest({ query, turns: turns.slice(-count) })
      const start = performance.now()
      await composeContext(asked, { retrieval: nothing, tokenizer, now: () => 0 })
      if (at >= 10) times.push(performance.now() - start)
    }
    const [best, median, p95] = [0, 0.5, 0.95].map((share) => `${quantile(times, share).toFixed(1)} ms`)
    console.log(`${String(count).padStart(6)} turns: best ${best}, median ${median}, p95 ${p95}`)
  }
}
