import { databaseKind, prisma } from '@/lib/db/client'
import { oneOf } from '@/lib/db/one-of'
import { APPROXIMATE_DOCUMENTS, indexNameOf } from '@/lib/db/retrieval/approximate/index-sql'
import { dropIndexes, listIndexes } from '@/lib/db/retrieval/approximate/make-index'
import { RECALL_AIM } from '@/lib/db/retrieval/approximate/serving'

/** Deletes approximate indexes of models that were replaced, of workspaces that are gone, of too few vectors, and that find too little. */
export async function dropUnused(): Promise<void> {
  if (databaseKind === 'embedded') return
  const names = await listIndexes()
  if (names.length === 0) return
  const kept = await prisma.approximateIndex.findMany({
    where: { index: { status: 'active' }, OR: [{ measuredAt: null }, { recall: { gte: RECALL_AIM } }] },
    select: { workspaceId: true, indexId: true, documents: true },
  })
  const keptNames = new Set(
    kept.map(({ documents, ...ids }) => indexNameOf({ ...ids, documents: oneOf(APPROXIMATE_DOCUMENTS, documents) })),
  )
  await dropIndexes(names.filter((name) => !keptNames.has(name)))
}
