import { databaseKind, prisma } from '@/lib/db/client'
import { FIRST_EMBEDDING_INDEX } from '@/lib/db/start/first-embedding-index'
import { toUnavailable } from '@/lib/db/to-unavailable'
import { AppError } from '@/lib/errors'
import { queueFollowApproximate, queueFollowEmbedding, queueRelateModules } from '@/lib/indexing/queue/queue-indexing'
import { queueMessages } from '@/lib/indexing/queue/queue-messages'
import { log } from '@/lib/log'
import { fitInThread } from '@/lib/models/embedding/fit-in-thread'
import { newId } from '@/lib/new-id'
import { activateIndex } from './activate-index'
import { fillIndex, type Turn } from './build-index'
import { asClaimed, withClaim } from './claim-index'
import { describeEmbeddingError } from './describe-embedding-error'
import type { Embedder } from './embedder'
import { type EmbeddingIndexRow, IndexGone } from './embedding-index'
import { writeFit } from './fit-store'
import { measureWeight } from './measure-weight'
import { openEmbedder } from './open-embedder'
import { type EmbeddingPlan, planEmbedding } from './plan-embedding'
import { purgeIndexes } from './purge-indexes'
import { countEmbedded } from './read-unembedded'
import { readCorpus } from './sample-chunks'
import { LSA_MODEL } from './try-out-choice'

/** Longer than a claim lasts that is not renewed. */
const RETRY_SECONDS = 25

/** Of one job: others get their turn in between. */
const TURN_MS = 30_000

/**
 * Does for a while what a workspace's embeddings need, and queues itself for the rest.
 * @see followEmbedding
 */
export async function followEmbeddingForAWhile(workspaceId: string, signal: AbortSignal): Promise<void> {
  await followEmbedding(workspaceId, { signal, endsAt: performance.now() + TURN_MS })
  if (databaseKind === 'postgres') await queueFollowApproximate(workspaceId)
}

/**
 * Does what a workspace's embeddings need: finishes the index that is being built, makes vectors that are missing, fits
 * the offline embedder anew when the corpus has changed, deletes what was replaced. It finds out by itself what there is
 * to do, and can be called at any time and cut off anywhere.
 */
export async function followEmbedding(workspaceId: string, turn: Turn = {}): Promise<void> {
  const { signal } = turn
  await purgeIndexes(workspaceId, signal)
  for (;;) {
    signal?.throwIfAborted()
    const plan = await planEmbedding(workspaceId)
    if (plan.step === null || !(await takeStep(plan, turn))) break
  }
  await purgeIndexes(workspaceId, signal)
}

/** @returns false when there is nothing more to do for now */
async function takeStep(plan: EmbeddingPlan, turn: Turn): Promise<boolean> {
  const { active, building, step } = plan
  if (step === 'fit') {
    await startFit(active, plan)
    return true
  }
  const index = step === 'build' ? building : active
  if (!index) return false
  let isDone = false
  const work = async (claimed: EmbeddingIndexRow, signal: AbortSignal) => {
    const ours = { ...turn, signal }
    try {
      isDone = step === 'build' ? await build(claimed, plan, ours) : await fill(claimed, ours)
      if (!isDone) await queueFollowEmbedding(active.workspaceId)
    } catch (error) {
      // the queue tries it again
      if (signal.aborted || isUnavailable(error)) throw error
      if (error instanceof IndexGone) isDone = true
      else await fail(claimed, describeEmbeddingError(error, claimed))
    }
  }
  const isClaimed = await withClaim(index, work, turn.signal)
  // another process is at it, or was killed
  if (!isClaimed) await queueFollowEmbedding(active.workspaceId, RETRY_SECONDS)
  return isDone
}

/** Nothing is wrong with the index. */
function isUnavailable(error: unknown): boolean {
  return (error instanceof AppError && error.code === 'UNAVAILABLE') || toUnavailable(error) !== undefined
}

async function startFit(
  { workspaceId, id }: EmbeddingIndexRow,
  { chunkCount, revision }: EmbeddingPlan,
): Promise<void> {
  const fitted = { fittedChunks: chunkCount, fittedRevision: revision }
  await prisma.$transaction([
    // a fit that fails or is put off is not tried again before the corpus has changed again
    prisma.embeddingIndex.updateMany({ where: { workspaceId, id }, data: fitted }),
    prisma.embeddingIndex.updateMany({ where: { workspaceId, status: 'failed' }, data: { status: 'retired' } }),
    prisma.embeddingIndex.create({
      data: {
        workspaceId,
        id: newId('emb'),
        ...{ kind: 'lsa', modelName: LSA_MODEL, status: 'building', isAutomatic: true, ...fitted },
      },
      select: { id: true },
    }),
  ])
}

async function build(index: EmbeddingIndexRow, plan: EmbeddingPlan, turn: Turn): Promise<boolean> {
  const { workspaceId } = index
  const ready = index.kind === 'lsa' && index.dimensions === 0 ? await makeFit(index, plan, turn.signal) : index
  if (!ready) return true
  const embedder = await openEmbedder(ready)
  const { chunks, embedded } = await countEmbedded(ready)
  await prisma.embeddingIndex.updateMany({ where: asClaimed(ready), data: { total: chunks, done: embedded } })
  let isMeasured = false
  do {
    if (!(await fillIndex({ ...ready, done: embedded }, embedder, turn))) return false
    if (!isMeasured) await calibrate(ready, embedder, plan.chunkCount, turn.signal)
    isMeasured = true
  } while (!(await activateIndex(ready)))
  await queueRelateModules(workspaceId)
  await queueMessages(workspaceId)
  return true
}

/** A fit knows what it has earned; without a measurement the index serves all the same. */
async function calibrate(
  index: EmbeddingIndexRow,
  embedder: Embedder,
  chunkCount: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (embedder.port.calibration) return
  try {
    const weight = await measureWeight(index, embedder, chunkCount, signal)
    if (weight === undefined) return
    await prisma.embeddingIndex.updateMany({ where: asClaimed(index), data: { calibration: { weight } } })
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof IndexGone) throw error
    const why = describeEmbeddingError(error, index)
    log('warn', 'the weight of an embedding model was not measured', { modelName: index.modelName, why })
  }
}

/** Makes the fit of an index; when the corpus is too small for one, the embedder that needs none takes its place. */
async function makeFit(
  index: EmbeddingIndexRow,
  { active, chunkCount, revision }: EmbeddingPlan,
  signal: AbortSignal | undefined,
): Promise<EmbeddingIndexRow | null> {
  const where = asClaimed(index)
  const fitted = await fitInThread(await readCorpus(index.workspaceId, chunkCount, signal), signal)
  if (fitted) await writeFit(index, fitted.bytes)
  else if (active.kind === 'hash') {
    await prisma.embeddingIndex.updateMany({ where, data: { status: 'retired' } })
    return null
  }
  const { kind, modelName, dimensions } = fitted
    ? { kind: 'lsa', modelName: LSA_MODEL, dimensions: fitted.dimensions }
    : FIRST_EMBEDDING_INDEX
  const data = { kind, modelName, dimensions, fittedChunks: chunkCount, fittedRevision: revision }
  const { count } = await prisma.embeddingIndex.updateMany({ where, data })
  if (count === 0) throw new IndexGone()
  return { ...index, ...data }
}

async function fill(index: EmbeddingIndexRow, turn: Turn): Promise<boolean> {
  if (!(await fillIndex(index, await openEmbedder(index), turn))) return false
  await prisma.embeddingIndex.updateMany({ where: asClaimed(index), data: { error: null } })
  return true
}

/** The index that serves goes on serving. */
async function fail(index: EmbeddingIndexRow, error: string): Promise<void> {
  const data = index.status === 'building' ? { status: 'failed', error } : { error }
  await prisma.embeddingIndex.updateMany({ where: asClaimed(index), data })
}
