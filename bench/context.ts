import {
  DEFAULT_POLICY_SETTINGS,
  type EnginePorts,
  extractTerms,
  loadTokenizer,
  type PolicySettings,
  type PreparedContext,
  searchContext,
} from '@/lib/engine'
import { PACKED_FIRST } from '@/lib/engine/rerank/select-candidates'
import { sampleRequest } from '@/lib/engine/testing/compose-request.fixture'
import { MODEL_FAMILIES, type ModelFamily } from '@/lib/engine/vocabulary/types'
import { assembleAt, countKnowledge, fill, openPorts, prepareFor, sentOf } from './context/compose-at'
import { createFillAsSent } from './context/fill-as-sent'
import { findLosses } from './context/find-losses'
import { measureFollowUps } from './context/follow-ups'
import { type ContextSet, loadContextSets } from './context/load-tasks'
import { isHeldOut, rateTask } from './context/rate-task'
import { rankByBm25 } from './retrieval/rank-by-peers'

/**
 * `npm run bench:context [-- SET…] [--ablation | --losses | --follow-ups]`: how much of the text that answers is inside 1,000,
 * 2,000, 4,000 and 8,000 tokens of knowledge, composed by the default policy, beside the same tokens filled in the order of the
 * product's own search, with the markup that a model would be sent and as bare text, and of BM25, bare; what each step
 * brings or costs, or why what the bare search holds is not sent; how many of the tokens are markup; and how many
 * questions get nothing: long ones from elsewhere, everyday ones of libraries with another subject, questions of
 * daily life, and the library's own. Of all questions, and of the half on which nothing is learned. A passage is there when 80 % of its text is; a
 * question of the handbook, react.dev and agentskills, when all its labelled facts are. The sets whose names end in
 * "passages" are questions in a user's words over the same files, their passages labelled.
 */

const BUDGETS = [1_000, 2_000, 4_000, 8_000]

type Variant = { name: string; settings?: PolicySettings; hasSummaries?: false; isFilled?: true; family?: ModelFamily }
/** Sums over questions, by budget. */
type Sums = { all: number[]; heldOut: number[] }

const { rerank, retrieval } = DEFAULT_POLICY_SETTINGS
const reranked = (name: string, fields: Partial<typeof rerank>): Variant => {
  return { name, settings: { ...DEFAULT_POLICY_SETTINGS, rerank: { ...rerank, ...fields } } }
}
const retrieved = (name: string, fields: Partial<typeof retrieval>): Variant => {
  return { name, settings: { ...DEFAULT_POLICY_SETTINGS, retrieval: { ...retrieval, ...fields } } }
}

const ABLATION: Variant[] = [
  reranked('without the floors', { relevanceFloor: 0 }),
  reranked('without the coverage floor', { coverageFloor: 0 }),
  reranked('without the proximity of words', { weights: { ...rerank.weights, proximity: 0 } }),
  reranked('without leaving out duplicates', { duplicateThreshold: 1 }),
  reranked('without MMR', { mmrLambda: 1 }),
  retrieved('with a neighbour on each side', { neighbours: 1 }),
  retrieved('without whole modules and sections', { wholeModuleTokens: 0 }),
  { name: 'without summaries', hasSummaries: false },
  {
    name: 'packed to send as many as fit',
    settings: { ...DEFAULT_POLICY_SETTINGS, budget: { ...DEFAULT_POLICY_SETTINGS.budget, packing: 'most' } },
  },
  reranked('12 chunks go on to packing', { topN: 12 }),
  reranked('24, and none fill what these leave', { topN: PACKED_FIRST }),
  { name: 'filled by MMR in place of packing', isFilled: true },
  ...MODEL_FAMILIES.map((family): Variant => ({ name: `as ${family} reads it`, family })),
]

async function main(): Promise<void> {
  const args = process.argv.slice(2)
  const sets = loadContextSets(args.filter((arg) => !arg.startsWith('--')))
  const tokenizer = await loadTokenizer('gpt')
  for (const set of sets) {
    const ports = await openPorts(set, tokenizer)
    if (args.includes('--follow-ups')) {
      await measureFollowUps(set, ports)
      continue
    }
    const heads = ['', 'held '].flatMap((half) => BUDGETS.map((tokens) => `${half}${tokens / 1_000}k`.padStart(8)))
    console.log(`\n${`${set.name}: ${set.tasks.length} questions`.padEnd(42)}${heads.join('')}`)
    await compare(set, ports, args.includes('--ablation') ? ABLATION : [])
    if (args.includes('--losses')) await countLosses(set, ports)
    await countUnanswered(set, ports)
  }
}

async function compare(set: ContextSet, ports: EnginePorts, variants: Variant[]): Promise<void> {
  const count = { all: set.tasks.length, heldOut: set.tasks.filter(isHeldOut).length }
  const print = (name: string, { all, heldOut }: Sums) => {
    const shares = [...all.map((sum) => sum / count.all), ...heldOut.map((sum) => sum / count.heldOut)]
    console.log(name.padEnd(42) + shares.map((share) => (100 * share).toFixed(1).padStart(8)).join(''))
  }
  const composed = await composeAll(set, ports, { name: 'composed' })
  print('composed by the default policy', composed.present)
  const filled = await fillAll(set, ports)
  print('filled from the search, with markup', filled.sent)
  print('filled from the search, bare', filled.search)
  print('filled from BM25, bare', filled.bm25)
  print('tokens used of those granted, %', composed.used)
  print('of them markup, %', composed.markup)
  for (const variant of variants) {
    const { present, markup } = await composeAll(set, ports, variant)
    print(`  ${variant.name}`, present)
    if (variant.family) print('    of it markup, %', markup)
  }
}

const zeros = (): Sums => ({ all: BUDGETS.map(() => 0), heldOut: BUDGETS.map(() => 0) })

async function composeAll(set: ContextSet, ports: EnginePorts, variant: Variant) {
  const { getSummaries: _, ...plain } = ports.retrieval
  const own = variant.hasSummaries === false ? { ...ports, retrieval: plain } : ports
  const sums = { present: zeros(), used: zeros(), markup: zeros() }
  const fillAsSent = createFillAsSent(ports.tokenizer)
  for (const task of set.tasks) {
    const prepared = await prepareFor(task.query, own, variant.settings ?? DEFAULT_POLICY_SETTINGS)
    const halves = isHeldOut(task) ? (['all', 'heldOut'] as const) : (['all'] as const)
    for (const [at, tokens] of BUDGETS.entries()) {
      const composed = assembleAt(prepared, tokens, ports.tokenizer, variant.family)
      const counted = countKnowledge(composed)
      const sent = variant.isFilled ? fillAsSent(offeredOf(prepared), tokens) : sentOf(composed)
      const present = rateTask(task, sent)
      for (const half of halves) {
        sums.present[half][at]! += present
        sums.used[half][at]! += counted.tokens / tokens
        sums.markup[half][at]! += counted.markup / Math.max(1, counted.tokens)
      }
    }
  }
  return sums
}

async function fillAll(set: ContextSet, ports: EnginePorts) {
  const chunks = await listChunks(set, ports)
  const bm25 = rankByBm25(
    chunks.map((_, at) => String(at)),
    chunks.map(({ module, text }) => extractTerms(`${module.name}\n${text}`)),
  )
  const sums = { sent: zeros(), search: zeros(), bm25: zeros() }
  const fillAsSent = createFillAsSent(ports.tokenizer)
  for (const task of set.tasks) {
    const found = await searchContext(sampleRequest({ query: task.query }), ports)
    const named = bm25(task.query).map((at) => chunks[Number(at)]!)
    const fills = {
      sent: (tokens: number) => fillAsSent(found, tokens),
      search: (tokens: number) => fill(found, tokens),
      bm25: (tokens: number) => fill(named, tokens),
    }
    for (const [at, tokens] of BUDGETS.entries()) {
      for (const by of ['sent', 'search', 'bm25'] as const) {
        const present = rateTask(task, fills[by](tokens))
        sums[by].all[at]! += present
        if (isHeldOut(task)) sums[by].heldOut[at]! += present
      }
    }
  }
  return sums
}

/** Prints of how many questions something is lost beside the search, by the reasons that the traces give. */
async function countLosses(set: ContextSet, ports: EnginePorts): Promise<void> {
  const counts = new Map<string, number[]>()
  for (const task of set.tasks) {
    const ranked = await searchContext(sampleRequest({ query: task.query }), ports)
    const prepared = await prepareFor(task.query, ports, DEFAULT_POLICY_SETTINGS)
    for (const [at, tokens] of BUDGETS.entries()) {
      const composed = assembleAt(prepared, tokens, ports.tokenizer)
      for (const reason of findLosses(task, ranked, fill(ranked, tokens), composed)) {
        const found = counts.get(reason) ?? BUDGETS.map(() => 0)
        found[at]! += 1
        counts.set(reason, found)
      }
    }
  }
  for (const [reason, found] of counts) {
    console.log(
      `  questions that lose: ${reason}`.padEnd(42) + found.map((count) => String(count).padStart(8)).join(''),
    )
  }
}

/** All chunks of the set, by the names that the release in memory gives them. */
async function listChunks({ modules }: ContextSet, { retrieval }: EnginePorts) {
  const moduleOf = new Map(modules.map((module) => [module.moduleId, module]))
  const ids = modules.flatMap(({ moduleId, version, body }) => {
    return Array.from({ length: body.length }, (_, at) => `${moduleId}@${version}#${at}`)
  })
  const chunks = await retrieval.getChunks(ids)
  return chunks.map(({ moduleId, tokenCount: tokens, ...chunk }) => {
    return { ...chunk, tokens, module: moduleOf.get(moduleId)! }
  })
}

const offeredOf = ({ candidates }: PreparedContext) =>
  candidates.filter(({ isDropped, resolution }) => !isDropped && resolution === 'section')

/** Prints how many questions get nothing, of those from elsewhere and of those that the library answers. */
async function countUnanswered(
  { tasks, foreign, everyday, daily, near }: ContextSet,
  ports: EnginePorts,
): Promise<void> {
  const print = async (queries: string[], whose: string) => {
    const unanswered: string[] = []
    for (const query of queries) {
      const { candidates } = await prepareFor(query, ports, DEFAULT_POLICY_SETTINGS)
      if (candidates.every(({ isDropped }) => isDropped)) unanswered.push(query)
    }
    const held = (some: string[]) => some.filter((query) => isHeldOut({ query })).length
    const heldOut = `${held(unanswered)} of ${held(queries)} held out`
    console.log(`nothing for ${unanswered.length} of ${queries.length} ${whose}, ${heldOut}`)
  }
  await print(foreign, 'questions from elsewhere')
  await print(everyday, 'everyday questions of other libraries')
  await print(daily, 'questions of daily life')
  if (near) await print(near, 'questions near its subject that it does not answer')
  await print(
    tasks.map(({ query }) => query),
    'of its own',
  )
}

await main()
