import {
  analyzeQuery,
  type Candidate,
  type ComposeRequest,
  DEFAULT_POLICY_SETTINGS,
  type EnginePorts,
  loadTokenizer,
  type ModuleSnapshot,
  ndcgAtK,
  prepareContext,
  RERANK_SIGNALS,
  type RerankSignal,
  resolveModel,
  searchContext,
} from '@/lib/engine'
import { createInMemoryRetrieval } from '@/lib/engine/testing/in-memory-retrieval.fixture'
import { loadSets, type RetrievalSet, toModules } from './retrieval/load-sets'
import { buildTasks, type Task } from './shared/rerank-tasks'

/**
 * `npm run bench:rerank [-- SETS…]`: what each signal of reranking brings (nDCG@10 with it alone beside relevance, and of
 * all without it), what the relevance floor keeps and drops, and what reranking costs.
 */

const WEIGHTS = DEFAULT_POLICY_SETTINGS.rerank.weights
const RUNS = 60
/** The tasks that change documents index the whole set anew each: larger sets take part in the judgements alone. */
const MAX_REBUILT = 2_000

type Pool = { task: Task; found: Candidate[] }
type Column = { name: string; pools: Pool[] }

async function main(): Promise<void> {
  const sets = loadSets(process.argv.slice(2))
  const judged: Column[] = []
  const built: Column[] = []
  const floors: string[][] = []
  const steps = new Map<string, number[]>()
  for (const set of sets) {
    const modules = toModules(set)
    const ports = await openPorts(modules)
    const asked = set.queries.map(({ text, gains }): Task => ({ query: text, gains }))
    judged.push({ name: set.name, pools: await searchAll(asked, ports) })
    await printNarrowed(set.name, asked, ports)
    const tasksOf = set.documents.length <= MAX_REBUILT ? buildTasks(set, modules) : []
    for (const { name, tasks, modules: changed } of tasksOf) {
      built.push({ name, pools: await searchAll(tasks, changed ? await openPorts(changed) : ports) })
    }
    const foreign = sets.filter((other) => other !== set).flatMap(({ queries }) => queries.slice(0, RUNS))
    floors.push(
      ...(await measureFloor(
        set,
        ports,
        foreign.map(({ text }) => text),
      )),
    )
    await timeSteps(asked.slice(0, RUNS), ports, steps)
  }
  printAblation('nDCG@10 on the judgements (leave one out, and each alone beside relevance)', judged)
  for (const task of ['recency', 'authority', 'profile', 'conversation']) {
    printAblation(
      `${task}: the signal tells, then it tells nothing (how: bench/shared/rerank-tasks.ts)`,
      built.filter(({ name }) => name.includes(task)),
      task as RerankSignal,
    )
  }
  printFloors(floors)
  printShares(judged)
  console.log('\nsteps, for 48 candidates             best       p50')
  for (const [name, times] of steps) {
    const sorted = times.toSorted((a, b) => a - b)
    const cells = [sorted[0] ?? 0, sorted[Math.floor(sorted.length / 2)] ?? 0]
    console.log(`  ${name.padEnd(32)}${cells.map((ms) => `${ms.toFixed(2)} ms`.padStart(10)).join('')}`)
  }
}

async function openPorts(modules: ModuleSnapshot[]): Promise<EnginePorts> {
  const tokenizer = await loadTokenizer('gpt')
  const ports = await createInMemoryRetrieval(modules, { tokenizer, embedding: 'lsa' })
  return { ...ports, tokenizer, now: () => performance.now() }
}

function toRequest({ query, turns = [], profile }: Pick<Task, 'query' | 'turns' | 'profile'>): ComposeRequest {
  return {
    id: 'bench',
    workspaceId: 'bench',
    revision: 1,
    releaseId: 'production',
    day: '2026-03-01',
    query,
    model: resolveModel('claude-sonnet-4-5'),
    policy: { id: 'default', version: 1, settings: DEFAULT_POLICY_SETTINGS },
    layout: 'chat',
    turns,
    summaries: [],
    pins: [],
    excludes: [],
    ...(profile ? { profile } : {}),
  }
}

async function searchAll(tasks: Task[], ports: EnginePorts): Promise<Pool[]> {
  const pools: Pool[] = []
  for (const task of tasks) pools.push({ task, found: await searchContext(toRequest(task), ports) })
  return pools
}

/** What exclusions and constraints change, where a query has any: the same without them, by an analyzer that sees none. */
async function printNarrowed(name: string, tasks: Task[], ports: EnginePorts): Promise<void> {
  const blind = { model: 'none', analyze: async () => ({ exclusions: [], constraints: [] }) }
  const narrowed = tasks.filter(({ query }) => {
    const { exclusions, constraints } = analyzeQuery(query)
    return exclusions.length + constraints.length > 0
  })
  const scoreOf = async (chosen: EnginePorts) =>
    meanOf((await searchAll(narrowed, chosen)).map(orderBy(WEIGHTS))).toFixed(4)
  const [seen, unseen] = [await scoreOf(ports), await scoreOf({ ...ports, analysis: blind })]
  console.log(
    `${name}: ${narrowed.length} of ${tasks.length} queries exclude or narrow: nDCG@10 ${seen}, ignoring it ${unseen}`,
  )
}

/** Orders by the weighted mean of the signals that a candidate has, like the engine. */
function orderBy(weights: Partial<Record<RerankSignal, number>>) {
  return ({ task, found }: Pool): number => {
    const scoreOf = ({ signals }: Candidate) =>
      RERANK_SIGNALS.reduce((sum, name) => sum + (weights[name] ?? 0) * (signals[name] ?? 0), 0)
    const ordered = found
      .map((candidate) => ({ candidate, score: scoreOf(candidate) }))
      .sort((a, b) => b.score - a.score)
    const ids = [...new Set(ordered.map(({ candidate }) => candidate.module.moduleId))]
    return ndcgAtK(ids, task.gains, 10)
  }
}

const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

function printAblation(title: string, columns: Column[], only?: RerankSignal): void {
  const names = RERANK_SIGNALS.filter((name) => name !== 'relevance' && (only === undefined || name === only))
  const rows: [string, (pool: Pool) => number][] = [
    ['relevance alone', orderBy({ relevance: 1 })],
    ['all, as in the default policy', orderBy(WEIGHTS)],
    ...names.map((name): [string, (pool: Pool) => number] => [`  without ${name}`, orderBy({ ...WEIGHTS, [name]: 0 })]),
    ...names.map((name): [string, (pool: Pool) => number] => [
      `  relevance and ${name} alone`,
      orderBy({ relevance: WEIGHTS.relevance, [name]: WEIGHTS[name] }),
    ]),
  ]
  const width = Math.max(18, ...columns.map(({ name }) => name.length + 3))
  console.log(`\n${title}\n${''.padEnd(36)}${columns.map(({ name }) => name.padStart(width)).join('')}`)
  for (const [name, measure] of rows) {
    const cells = columns.map(({ pools }) => meanOf(pools.map(measure)).toFixed(4).padStart(width))
    console.log(`${name.padEnd(36)}${cells.join('')}`)
  }
}

/** Settings that the floors are compared with: none, that of relevance alone, and the default. */
const FLOORS: [string, Partial<ComposeRequest['policy']['settings']['rerank']>][] = [
  ['none', { relevanceFloor: 0 }],
  ['without coverage', { coverageFloor: 0 }],
  ['with coverage', {}],
]

async function measureFloor(set: RetrievalSet, ports: EnginePorts, foreign: string[]): Promise<string[][]> {
  const rows: string[][] = []
  const found = new Map<string, number>()
  for (const [name, change] of FLOORS) {
    const kept = async (query: string) => {
      const request = toRequest({ query })
      request.policy.settings = {
        ...DEFAULT_POLICY_SETTINGS,
        rerank: { ...DEFAULT_POLICY_SETTINGS.rerank, ...change },
      }
      const { candidates } = await prepareContext(request, ports)
      const open = candidates.filter(({ isDropped, chunkId }) => !isDropped && chunkId !== undefined)
      return [...new Set(open.map(({ module }) => module.moduleId))]
    }
    const own = []
    for (const { text, gains } of set.queries) {
      const ids = await kept(text)
      const relevant = ids.filter((each) => gains.has(each)).length
      own.push({ kept: ids.length, relevant, precision: ids.length > 0 ? relevant / ids.length : 0 })
    }
    const junk = []
    for (const query of foreign) junk.push((await kept(query)).length)
    const relevant = own.reduce((sum, each) => sum + each.relevant, 0)
    if (!found.has(set.name)) found.set(set.name, relevant)
    const share = (value: number) => `${(100 * value).toFixed(1)} %`
    rows.push([
      set.name,
      name,
      share(relevant / (found.get(set.name) ?? 1)),
      share(meanOf(own.map(({ precision }) => precision))),
      meanOf(own.map((each) => each.kept)).toFixed(1),
      foreign.length > 0 ? meanOf(junk).toFixed(1) : '–',
      foreign.length > 0 ? share(junk.filter((count) => count === 0).length / junk.length) : '–',
    ])
  }
  return rows
}

function printFloors(rows: string[][]): void {
  const head = ['set', 'floor', 'recall kept', 'precision', 'kept', 'foreign: kept', 'foreign: nothing']
  const widths = [16, 26, 13, 12, 8, 15, 18]
  console.log('\nthe relevance floor, on the set’s queries and on those of the other sets')
  for (const row of [head, ...rows]) {
    console.log(
      row.map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(''),
    )
  }
}

const SHARES = [0, 0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5]

/** What a lower or higher floor keeps of the best that go on to packing: of what is relevant among them, and of all. */
function printShares(columns: Column[]): void {
  const { topN, weights } = DEFAULT_POLICY_SETTINGS.rerank
  const total = weights.relevance + weights.support
  const evidenceOf = ({ signals }: Candidate) =>
    (weights.relevance * (signals.relevance ?? 0) + weights.support * (signals.support ?? 0)) / total
  console.log(`\nthe floor at a share of the best: recall kept, precision, chunks kept of the ${topN} best`)
  console.log(`${''.padEnd(10)}${columns.map(({ name }) => name.padStart(26)).join('')}`)
  for (const share of SHARES) {
    const cells = columns.map(({ pools }) => {
      let [relevant, found, precision, count] = [0, 0, 0, 0]
      for (const { task, found: candidates } of pools) {
        const pool = candidates.slice(0, 4 * topN)
        const floor = share * Math.max(0, ...pool.map(evidenceOf))
        const best = pool.slice(0, topN)
        const kept = best.filter((candidate) => evidenceOf(candidate) >= floor)
        const countRelevant = (of: Candidate[]) => of.filter(({ module }) => task.gains.has(module.moduleId)).length
        found += countRelevant(best)
        relevant += countRelevant(kept)
        precision += kept.length > 0 ? countRelevant(kept) / kept.length : 0
        count += kept.length
      }
      const percents = [relevant / found, precision / pools.length].map((part) => `${(100 * part).toFixed(1)} %`)
      return [...percents, (count / pools.length).toFixed(1)].join('  ').padStart(26)
    })
    console.log(`${(share === 0 ? 'no floor' : `${100 * share} %`).padEnd(10)}${cells.join('')}`)
  }
}

/** The second time each query is asked: the terms of the texts are in memory, as they are on a running server. */
async function timeSteps(tasks: Task[], ports: EnginePorts, steps: Map<string, number[]>): Promise<void> {
  for (const round of [1, 2, 3]) {
    for (const task of tasks) {
      const { steps: taken } = await prepareContext(toRequest(task), ports)
      if (round === 1) continue
      const ms = new Map(taken.map((step) => [step.name, step.ms]))
      const add = (name: string, value: number) => steps.set(name, [...(steps.get(name) ?? []), value])
      for (const name of ['analyze', 'rerank', 'select']) add(name, ms.get(name) ?? 0)
      add(
        'all three',
        ['analyze', 'rerank', 'select'].reduce((sum, name) => sum + (ms.get(name) ?? 0), 0),
      )
    }
  }
}

await main()
