import { lockRevision } from '@/lib/db/releases/bump-revision'
import { decodeIntegers } from '@/lib/db/retrieval/codec'
import type { Transaction } from '@/lib/db/transaction'

/** Terms per statement: one must not take longer than about 50 ms on the embedded database. */
const TERMS_PER_STATEMENT = 2_000

type Change = {
  id: string
  releaseId: string
  addedBelow: number
  terms: string
  chunks: string
  modules: string
}
type Sums = { ids: number[]; chunks: number[]; modules: number[] }
type Client = Pick<Transaction, '$queryRaw'> & { $transaction: <T>(run: (tx: Transaction) => Promise<T>) => Promise<T> }

/**
 * Adds the changes that wait to the term statistics of the workspace's releases, a few terms per transaction. `addedBelow` says how far
 * it has come, so that readers are right at any moment and what was cut off goes on where it ended.
 */
export async function addTermChanges(client: Client, workspaceId: string): Promise<void> {
  const changes = await client.$queryRaw<Change[]>`
    SELECT "id", "releaseId", "addedBelow", encode(array_send("termIds"), 'base64') AS terms, encode(array_send("chunkChanges"), 'base64') AS chunks,
      encode(array_send("moduleChanges"), 'base64') AS modules
    FROM "TermChange" WHERE "workspaceId" = ${workspaceId} ORDER BY "id"`
  const keyOf = ({ releaseId, addedBelow }: Change) => `${addedBelow} ${releaseId}`
  for (const key of new Set(changes.map(keyOf))) {
    const waiting = changes.filter((change) => keyOf(change) === key)
    const isComplete = await addTogether(client, workspaceId, waiting)
    // somebody else adds them at the same time
    if (!isComplete) return
  }
}

/** Changes of one release that have come equally far. */
async function addTogether(client: Client, workspaceId: string, changes: Change[]): Promise<boolean> {
  const { releaseId, addedBelow } = changes[0]!
  const changeIds = changes.map(({ id }) => id)
  const sums = sumUp(changes, addedBelow)
  let from = addedBelow
  for (let start = 0; start < sums.ids.length || start === 0; start += TERMS_PER_STATEMENT) {
    const end = start + TERMS_PER_STATEMENT
    const part = {
      ids: sums.ids.slice(start, end),
      chunks: sums.chunks.slice(start, end),
      modules: sums.modules.slice(start, end),
    }
    const next = sums.ids[end] ?? null
    const before = from
    const isOurs = await client.$transaction(async (tx) => {
      await lockRevision(tx, workspaceId)
      const [row] = await tx.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM "TermChange"
        WHERE "workspaceId" = ${workspaceId} AND "id" = ANY(${changeIds}::text[]) AND "addedBelow" = ${before}`
      if (row?.count !== changeIds.length) return false
      await addSums(tx, workspaceId, releaseId, part)
      if (next === null) await tx.termChange.deleteMany({ where: { workspaceId, id: { in: changeIds } } })
      else {
        await tx.termChange.updateMany({ where: { workspaceId, id: { in: changeIds } }, data: { addedBelow: next } })
      }
      return true
    })
    if (!isOurs) return false
    from = next ?? from
  }
  return true
}

async function addSums(
  tx: Transaction,
  workspaceId: string,
  releaseId: string,
  { ids, chunks, modules }: Sums,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "TermStatistic" ("workspaceId", "releaseId", "termId", "documentFrequency", "moduleFrequency")
    SELECT ${workspaceId}, ${releaseId}, t.id, t.chunks, t.modules
    FROM unnest(${ids}::int[], ${chunks}::int[], ${modules}::int[]) AS t(id, chunks, modules)
    ON CONFLICT ("workspaceId", "releaseId", "termId") DO UPDATE SET
      "documentFrequency" = "TermStatistic"."documentFrequency" + EXCLUDED."documentFrequency",
      "moduleFrequency" = "TermStatistic"."moduleFrequency" + EXCLUDED."moduleFrequency"`
  if (ids.length === 0) return
  await tx.$executeRaw`
    DELETE FROM "TermStatistic"
    WHERE "workspaceId" = ${workspaceId} AND "releaseId" = ${releaseId} AND "termId" = ANY(${ids}::int[])
      AND "documentFrequency" = 0 AND "moduleFrequency" = 0`
}

/** By ascending id; terms whose changes cancel out are left out. */
function sumUp(changes: Change[], addedBelow: number): Sums {
  const sums = new Map<number, { chunks: number; modules: number }>()
  for (const change of changes) {
    const chunks = decodeIntegers(change.chunks)
    const modules = decodeIntegers(change.modules)
    decodeIntegers(change.terms).forEach((id, i) => {
      if (id < addedBelow) return
      const sum = sums.get(id) ?? { chunks: 0, modules: 0 }
      sums.set(id, { chunks: sum.chunks + chunks[i]!, modules: sum.modules + modules[i]! })
    })
  }
  const kept = [...sums].filter(([, sum]) => sum.chunks !== 0 || sum.modules !== 0).sort(([a], [b]) => a - b)
  return {
    ids: kept.map(([id]) => id),
    chunks: kept.map(([, sum]) => sum.chunks),
    modules: kept.map(([, sum]) => sum.modules),
  }
}
