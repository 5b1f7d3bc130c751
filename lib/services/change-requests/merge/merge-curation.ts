import { prisma } from '@/lib/db/client'
import { inBatches, ROWS_AT_ONCE } from '@/lib/db/in-batches'
import type { Transaction } from '@/lib/db/transaction'
import { prepareReindex } from '@/lib/indexing/curation/prepare-reindex'
import { isMadeBy, readIndexedState, storeReindex } from '@/lib/indexing/curation/store-reindex'
import { removeCandidates } from '@/lib/indexing/versions/drop-candidates'
import { storedActorSchema } from '@/lib/schemas/actor'
import type { Actor } from '@/lib/services/actor'
import { recordAudits } from '@/lib/services/audit/record/record-audit'
import { toCuration } from '@/lib/services/change-requests/edits/curation-edits'
import { ChangedMeanwhile, type EditToMerge } from './read-edits-to-merge'

/** What the index of a module becomes, whose newest text is curated and stays; by module id. */
export type Reindexed = Map<string, Awaited<ReturnType<typeof prepareReindex>>>

/** Prepares the newest versions that edits curate without another text. */
export async function prepareCurated(workspaceId: string, edits: EditToMerge[]): Promise<Reindexed> {
  const curated = edits.filter(({ kind }) => kind === 'curation')
  const modules = await prisma.module.findMany({
    where: { workspaceId, id: { in: curated.map(({ moduleId }) => moduleId) } },
    select: { id: true, latestVersion: true },
  })
  const newest = new Map(modules.map(({ id, latestVersion }) => [id, latestVersion]))
  const reindexed: Reindexed = new Map()
  for (const edit of curated) {
    const version = newest.get(edit.moduleId)
    const curation = toCuration(edit)
    if (!version || !curation) throw new ChangedMeanwhile()
    reindexed.set(edit.moduleId, await prepareReindex(workspaceId, edit.moduleId, version, curation.entries))
  }
  return reindexed
}

type Merge = { number: number; message: string; edits: EditToMerge[]; reindexed: Reindexed }

/**
 * Puts the curation of a change request in force, in the transaction that merges it and after its texts became production.
 * @throws ChangedMeanwhile for a module that was published or indexed anew since it was prepared; EmbeddingIndexChanged
 */
export async function mergeCuration(tx: Transaction, actor: Actor, { number, message, edits, reindexed }: Merge) {
  const { workspaceId } = actor
  const curated = edits.flatMap((edit) => {
    const curation = toCuration(edit)
    return curation ? [{ edit, ...curation, overlayVersion: curation.baseVersion + 1 }] : []
  })
  const overlays = curated.map(({ edit, entries, overlayVersion }) => ({
    ...{ workspaceId, moduleId: edit.moduleId, version: overlayVersion, entries, message },
    author: storedActorSchema.parse(edit.editedBy),
  }))
  for (const data of inBatches(overlays, ROWS_AT_ONCE)) await tx.overlayVersion.createMany({ data })
  await recordAudits(
    tx,
    actor,
    curated.map(({ edit, baseVersion, overlayVersion }) => ({
      action: 'module.curated',
      target: edit.moduleId,
      before: { curation: baseVersion },
      after: { curation: overlayVersion },
      detail: { changeRequest: `#${number}` },
    })),
  )
  for (const { edit, overlayVersion } of curated) {
    const { moduleId } = edit
    // a text that is merged with it was indexed with it
    if (edit.kind !== 'curation') continue
    const reindex = reindexed.get(moduleId)
    const state = await readIndexedState(tx, workspaceId, moduleId)
    if (!reindex || state?.latestVersion !== reindex.change.version || !isMadeBy(state, reindex.madeBy))
      throw new ChangedMeanwhile()
    await storeReindex(tx, workspaceId, reindex, overlayVersion)
  }
  const spent = edits.flatMap(({ kind, moduleId, version }) =>
    kind === 'curation' && version !== null ? [{ moduleId, version }] : [],
  )
  if (spent.length === 0) return
  await tx.changeRequestEdit.updateMany({ where: { workspaceId, number, kind: 'curation' }, data: { version: null } })
  await removeCandidates(tx, workspaceId, spent)
}
