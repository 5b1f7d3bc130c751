import { prisma } from '@/lib/db/client'
import { bumpRevision, lockRevision } from '@/lib/db/releases/bump-revision'
import { pinnedLength } from '@/lib/db/releases/pinned-length'
import { releaseOf } from '@/lib/db/releases/release'
import { readPinnedLengths } from '@/lib/db/releases/release-state'
import { addTermChanges } from '@/lib/db/statistics/add-term-changes'
import { gatherStatistics } from '@/lib/db/statistics/gather-statistics'
import {
  type ChunkKey,
  chunksOfVersion,
  findLeftOut,
  heldChunks,
  markVersion,
  markWeighed,
  toTheEnd,
  type VersionKey,
  weighNextChunks,
  weighNextModules,
} from '@/lib/db/statistics/reweigh'
import type { Transaction } from '@/lib/db/transaction'
import { giveWay } from '@/lib/give-way'

class OtherLength extends Error {}

const running = new Map<string, Promise<void>>()

/**
 * Adds what has changed to the term statistics, and rebuilds the stored BM25 weights when the average length has drifted
 * away from the one they were computed with. Production's average counts: releases based on it share its weights. An odd
 * `lexicalEpoch` marks a rebuild that has begun, so that one that was cut off is done again. Two calls for a workspace
 * follow each other.
 */
export function followDrift(workspaceId: string, signal?: AbortSignal): Promise<void> {
  const before = running.get(workspaceId) ?? Promise.resolve()
  const next = before.then(() => rebuildIfDrifted(workspaceId, signal))
  const settled = next.catch(() => undefined)
  running.set(workspaceId, settled)
  void settled.then(() => {
    if (running.get(workspaceId) === settled) running.delete(workspaceId)
  })
  return next
}

async function rebuildIfDrifted(workspaceId: string, signal?: AbortSignal): Promise<void> {
  const where = { workspaceId_releaseId: releaseOf(workspaceId) }
  const state = await prisma.releaseState.findUnique({
    where,
    select: {
      chunkCount: true,
      totalLength: true,
      averageLength: true,
      moduleCount: true,
      moduleTotalLength: true,
      moduleAverageLength: true,
      lexicalEpoch: true,
    },
  })
  await addTermChanges(prisma, workspaceId)
  if (!state || state.moduleCount === 0) return
  await gatherStatistics(state.moduleCount)
  const averageLength =
    state.chunkCount === 0 ? state.averageLength : pinnedLength(Number(state.totalLength) / state.chunkCount)
  const moduleAverageLength = pinnedLength(Number(state.moduleTotalLength) / state.moduleCount)
  const isCutOff = state.lexicalEpoch % 2 === 1
  const hasDrifted = averageLength !== state.averageLength || moduleAverageLength !== state.moduleAverageLength
  if (!isCutOff && !hasDrifted) return
  const lexicalEpoch = isCutOff ? state.lexicalEpoch : state.lexicalEpoch + 1
  const pin = (data: Partial<typeof state>, weighedBy: number) =>
    prisma.$transaction(async (tx) => {
      await bumpRevision(tx, workspaceId)
      await tx.releaseState.update({ where, data, select: { releaseId: true } })
      await markWeighed(tx, workspaceId, weighedBy)
    })
  // a version that leaves its release during the rebuild may have been weighed anew in part
  await pin({ averageLength, moduleAverageLength, lexicalEpoch }, 0)
  await rebuild(workspaceId, averageLength, moduleAverageLength, signal)
  await pin({ lexicalEpoch: lexicalEpoch + 1 }, averageLength)
  // no release waits for it, and a stop in it repeats no rebuild
  await weighLeftOut(workspaceId, averageLength, signal).catch((error: unknown) => {
    if (!(error instanceof OtherLength)) throw error
  })
}

async function rebuild(
  workspaceId: string,
  averageLength: number,
  moduleAverageLength: number,
  signal?: AbortSignal,
): Promise<void> {
  const inTurns = <Key>(weighNext: (tx: Transaction, after: Key | null) => Promise<Key | null>) =>
    toTheEnd<Key>(async (after) => {
      signal?.throwIfAborted()
      await giveWay()
      return prisma.$transaction(async (tx) => {
        await bumpRevision(tx, workspaceId)
        return weighNext(tx, after)
      })
    })
  await inTurns<ChunkKey>((tx, after) => weighNextChunks(tx, workspaceId, averageLength, heldChunks(), after))
  await inTurns<VersionKey>((tx, after) => weighNextModules(tx, workspaceId, moduleAverageLength, null, after))
}

/**
 * Weighs long versions that no release holds as well, piece by piece: whatever brings one back would have to, in one
 * transaction. A version that was not come to is weighed there.
 */
async function weighLeftOut(workspaceId: string, averageLength: number, signal?: AbortSignal): Promise<void> {
  /** @throws OtherLength when they are to be weighed by another length by now */
  const inTurn = async <Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> => {
    signal?.throwIfAborted()
    await giveWay()
    return prisma.$transaction(async (tx) => {
      await lockRevision(tx, workspaceId)
      const pinned = await readPinnedLengths(tx, workspaceId)
      if (pinned.averageLength !== averageLength) throw new OtherLength()
      return work(tx)
    })
  }
  for (const key of await findLeftOut(prisma, workspaceId, averageLength)) {
    // it may have come into a release meanwhile, with all its weights: they are the same
    await inTurn((tx) => markVersion(tx, workspaceId, key, 0))
    await toTheEnd<ChunkKey>((after) =>
      inTurn((tx) => weighNextChunks(tx, workspaceId, averageLength, chunksOfVersion(key), after)),
    )
    await inTurn((tx) => markVersion(tx, workspaceId, key, averageLength))
  }
}
