import { databaseKind, prisma } from '../../client'
import type { Transaction } from '../../transaction'
import { type ApproximateKey, type IndexedVectors, MAX_INDEXED_DIMENSIONS } from './index-sql'

/** Share of the ten nearest that an index must find to be used. */
export const RECALL_AIM = 0.97
/** A search that has looked through so many times the lists, and found too few that it may show, looks at all that it may show. */
const FURTHER = 2

/** `effort` is how many lists a search looks through. */
export type Serving = IndexedVectors & { effort: number }

/** The index that finds the nearest of these vectors; null where each is looked at. */
export async function findServing(key: ApproximateKey, dimensions: number): Promise<Serving | null> {
  if (databaseKind === 'embedded' || dimensions > MAX_INDEXED_DIMENSIONS) return null
  const found = await prisma.approximateIndex.findUnique({
    where: { workspaceId_indexId_documents: key, recall: { gte: RECALL_AIM }, index: { dimensions } },
    select: { effort: true },
  })
  return found && { ...key, dimensions, ...found }
}

/**
 * Runs a search that goes on past what a filter takes out, for this one transaction.
 * @returns null when pgvector does not know how, before 0.8
 */
export async function withIterativeScan<Result>(
  { effort }: Pick<Serving, 'effort'>,
  run: (tx: Transaction) => Promise<Result>,
): Promise<Result | null> {
  return prisma.$transaction(async (tx) => {
    // Naming the type loads pgvector into the connection, without which its settings are not known. Without statistics the
    // planner would rather sort all rows; that this costs it much in estimates is no reason to compile the query.
    const [set] = await tx.$queryRaw<{ mode: string | null }[]>`
      SELECT set_config('ivfflat.iterative_scan', 'relaxed_order', true) AS mode,
        set_config('ivfflat.probes', ${String(effort)}, true) AS effort,
        set_config('ivfflat.max_probes', ${String(FURTHER * effort)}, true) AS further,
        set_config('enable_sort', 'off', true) AS sort, set_config('jit', 'off', true) AS jit
      WHERE '[1]'::vector IS NOT NULL AND current_setting('ivfflat.iterative_scan', true) IS NOT NULL`
    return set?.mode === 'relaxed_order' ? run(tx) : null
  })
}
