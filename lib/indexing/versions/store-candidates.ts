import { prisma } from '@/lib/db/client'
import { inBatches, ROWS_AT_ONCE } from '@/lib/db/in-batches'
import type { CountedVersion, VersionRow } from '@/lib/db/index-rows'
import { bumpForReleases } from '@/lib/db/releases/bump-revision'
import type { AverageLengths } from '@/lib/db/releases/release-state'
import { findPinnedLengths } from '@/lib/db/releases/release-state'
import type { Transaction } from '@/lib/db/transaction'
import { insertVersions } from '@/lib/db/versions/insert-versions'
import { storeInTurn } from '@/lib/indexing/turns/store-in-turn'
import type { PreparedVersion } from '@/lib/texts/prepare/prepare-version'
import type { Urgency } from '@/lib/texts/threads/fair-queue'
import { checkEmbeddingIndexes } from './check-embedding-indexes'
import { storeEmbedded } from './embed-and-store'
import { countTogether, isLong, type LeftOf, withLongAhead } from './long-versions'

/** A candidate's version is negative: it has no number that people see before it is merged. */
export type CandidateKey = { moduleId: string; version: number }

export type CandidateOptions = {
  /** Who is named for the versions. */
  author: VersionRow['author']
  message: string
  /** Who waits for it. */
  urgency: Urgency
  /** Average lengths to pin when the workspace has no chunks yet. */
  lengths: AverageLengths
  /** Runs in the same transaction, after `bumpForReleases`; throws to undo it. */
  finish?: (tx: Transaction, candidates: CandidateKey[], revision: number) => Promise<void>
}

/**
 * Stores versions outside every release, searchable as soon as one holds them: chunks, terms and vectors as a published
 * version has them. A module stands at most once among them.
 * @throws AppError UNAVAILABLE when too many changes wait to be stored
 */
export async function storeCandidates(
  workspaceId: string,
  prepared: PreparedVersion[],
  { author, message, urgency, lengths: first, finish }: CandidateOptions,
): Promise<CandidateKey[]> {
  const turn = { workspaceId, urgency }
  return storeEmbedded(workspaceId, prepared, async (versions, embedding) => {
    const number = versions.some(isLong) ? -(await takeRevision(workspaceId)) : undefined
    const numbered = versions.map((version) => ({ version, number: number ?? 0 }))
    const store = (leftOf: LeftOf) => async (tx: Transaction) => {
      const { revision } = await bumpForReleases(tx, workspaceId)
      const lengths = await findPinnedLengths(tx, workspaceId, first)
      const indexes = await checkEmbeddingIndexes(tx, workspaceId, embedding)
      // each revision is had once, so that no candidate of a module gets the version of an earlier one
      const own = { author, message, version: number ?? -revision }
      const rows = versions.map((version): CountedVersion => ({ ...leftOf(version, { lengths, indexes }), ...own }))
      await addModules(tx, workspaceId, rows)
      await insertVersions(tx, workspaceId, rows, lengths)
      const candidates = rows.map(({ moduleId, version }) => ({ moduleId, version }))
      await finish?.(tx, candidates, revision)
      return candidates
    }
    return withLongAhead(turn, numbered, first, (leftOf) =>
      storeInTurn({ ...turn, chunks: countTogether(versions) }, store(leftOf)),
    )
  })
}

/** For the candidates whose chunks come ahead of the transaction that stores them. */
async function takeRevision(workspaceId: string): Promise<number> {
  const { revision } = await prisma.$transaction((tx) => bumpForReleases(tx, workspaceId))
  return revision
}

/** Modules that only candidates have so far: without a version that people see, and without a draft. */
async function addModules(tx: Transaction, workspaceId: string, rows: VersionRow[]): Promise<void> {
  const data = rows.map(({ moduleId }) => ({ workspaceId, id: moduleId }))
  for (const rows of inBatches(data, ROWS_AT_ONCE)) await tx.module.createMany({ data: rows, skipDuplicates: true })
}
