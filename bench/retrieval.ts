import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbedded } from '@/lib/db/embedded/start-embedded'
import { migrate } from '@/lib/db/migrations/migrate'
import type { PolicySettings } from '@/lib/engine'
import type { Actor } from '@/lib/services/actor'
import { buildLibrary } from './retrieval/build-library'
import { loadSets, type RetrievalSet } from './retrieval/load-sets'
import { measureRanking, printHeader, printQuality, type Ranking } from './retrieval/measure-ranking'
import { rankByFields } from './retrieval/rank-by-fields'
import { rankByPeers } from './retrieval/rank-by-peers'
import { rankByStarts } from './retrieval/rank-by-starts'

/**
 * `npm run bench:retrieval [-- SET…] [--ablation] [--fields] [--starts]`: how well search ranks judged documents, all and the
 * half on which nothing is learned, beside its peers. Each document is imported as a module and searched as
 * POST /api/v1/search does, on an embedded database. The sets lie in LOADOUT_EVAL_DIR (default ../shared/eval), each a folder
 * with corpus.jsonl, queries.jsonl and qrels.tsv.
 */

type Variant = { name: string; change: (settings: PolicySettings) => PolicySettings }

const withRetrieval =
  (fields: Partial<PolicySettings['retrieval']>): Variant['change'] =>
  (settings) => ({ ...settings, retrieval: { ...settings.retrieval, ...fields } })

const onlyRelevance: Variant['change'] = (settings) => {
  const weights = Object.fromEntries(Object.keys(settings.rerank.weights).map((name) => [name, 0]))
  return {
    ...settings,
    rerank: { ...settings.rerank, weights: { ...settings.rerank.weights, ...weights, relevance: 1 } },
  }
}

const ABLATION: Variant[] = [
  { name: 'without vectors', change: withRetrieval({ vectorWeight: 0 }) },
  { name: 'without BM25', change: withRetrieval({ lexicalWeight: 0 }) },
  { name: "without the module's score", change: withRetrieval({ moduleWeight: 0 }) },
  { name: 'vectors count twice', change: withRetrieval({ vectorWeight: 2 }) },
  { name: 'vectors count half', change: withRetrieval({ vectorWeight: 0.5 }) },
  { name: 'fused by ranks (RRF)', change: withRetrieval({ fusion: 'ranks' }) },
  { name: 'relevance alone, no other signal', change: onlyRelevance },
]

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { ablation: { type: 'boolean' }, fields: { type: 'boolean' }, starts: { type: 'boolean' } },
    allowPositionals: true,
  })
  const sets = loadSets(positionals)
  if (sets.length === 0) return
  const folder = mkdtempSync(join(tmpdir(), 'loadout-bench-'))
  const database = await startEmbedded(folder)
  try {
    await migrate(database.config)
    // read through lib/env by everything that is loaded from here on
    process.env.LOADOUT_DATA_DIR = folder
    for (const set of sets) {
      await benchmark(set, values.ablation ? ABLATION : [])
      if (values.fields) await printRankings(set, await rankByFields(set))
      if (!values.starts) continue
      for await (const [name, rank] of rankByStarts(set)) printQuality(name, await measureRanking(set, rank))
    }
    const { closeDatabase } = await import('@/lib/db/client')
    await closeDatabase()
  } finally {
    await database.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function benchmark(set: RetrievalSet, variants: Variant[]): Promise<void> {
  printHeader(`${set.name}, ${set.queries.length} queries`)
  const actor = await buildLibrary(set)
  printQuality('Loadout', await measureRanking(set, searchAs(actor)))
  for (const { name, change } of variants) {
    await savePolicy(actor, change)
    printQuality(`  ${name}`, await measureRanking(set, searchAs(actor)))
  }
  await printRankings(set, rankByPeers(set))
}

async function printRankings(set: RetrievalSet, rankings: Record<string, Ranking>): Promise<void> {
  for (const [name, rank] of Object.entries(rankings)) printQuality(name, await measureRanking(set, rank))
}

/** A document ranks by the best of its chunks. */
function searchAs(actor: Actor) {
  return async (query: string): Promise<string[]> => {
    const { searchModules } = await import('@/lib/services/search/search-modules')
    const { results } = await searchModules(actor, { query, limit: 100 })
    return [...new Set(results.map(({ moduleId }) => moduleId))]
  }
}

async function savePolicy(actor: Actor, change: Variant['change']): Promise<void> {
  const { DEFAULT_POLICY_SETTINGS } = await import('@/lib/engine')
  const { listPolicies } = await import('@/lib/services/policies/list-policies')
  const { savePolicyVersion } = await import('@/lib/services/policies/save-policy-version')
  const { applyPolicyVersion } = await import('@/lib/services/policies/apply-policy-version')
  const { items } = await listPolicies(actor, {})
  const id = items.find(({ isDefault }) => isDefault)?.id
  const { version } = await savePolicyVersion(actor, { id, settings: change(DEFAULT_POLICY_SETTINGS) })
  await applyPolicyVersion(actor, { id, version })
}

await main()
