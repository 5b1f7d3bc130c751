import { databaseKind, prisma } from '@/lib/db/client'
import {
  APPROXIMATE_DOCUMENTS,
  type ApproximateDocuments,
  MAX_INDEXED_DIMENSIONS,
} from '@/lib/db/retrieval/approximate/index-sql'
import { canSearchOn, countRows, makeIndex } from '@/lib/db/retrieval/approximate/make-index'
import { measureRecall } from '@/lib/db/retrieval/approximate/measure-recall'
import { RECALL_AIM } from '@/lib/db/retrieval/approximate/serving'
import { queueFollowApproximate } from '@/lib/indexing/queue/queue-indexing'
import { LIMITS } from '@/lib/schemas/limits'
import { dropUnused } from './drop-unused'
import { readLiveIndexes } from './embedding-index'
import { sampleQuestions } from './sample-questions'

/** An index that has grown by so much is made and measured again. */
const GROWTH = 1.5
/** One stays until there are so few, as a share of what it is made for: numbers go up and down. */
const STAYS = 0.5
const RETRY_SECONDS = 60

const NOT_MEASURED = { rows: 0, effort: 0, recall: 0 }

/** From how many vectors on an index is made. */
export type ApproximateFrom = Record<ApproximateDocuments, number>

/**
 * Makes the approximate indexes of the model that serves, where a server Postgres holds more vectors than are looked at
 * one by one; measures what they find, and deletes those that nothing needs.
 */
export async function followApproximate(
  workspaceId: string,
  signal?: AbortSignal,
  from: ApproximateFrom = LIMITS.exactVectors,
): Promise<void> {
  if (databaseKind === 'embedded') return
  const { active } = await readLiveIndexes(prisma, workspaceId)
  const { id: indexId, dimensions } = active
  const isPossible = dimensions > 0 && dimensions <= MAX_INDEXED_DIMENSIONS && (await canSearchOn())
  for (const documents of APPROXIMATE_DOCUMENTS) {
    const vectors = { workspaceId, indexId, documents, dimensions }
    const where = { workspaceId_indexId_documents: { workspaceId, indexId, documents } }
    const select = { rows: true, recall: true, measuredAt: true } as const
    const known = await prisma.approximateIndex.findUnique({ where, select })
    const rows = isPossible ? await countRows(vectors) : 0
    if (rows <= from[documents] * (known ? STAYS : 1)) {
      await prisma.approximateIndex.deleteMany({ where: { workspaceId, indexId, documents } })
      continue
    }
    const isSettled = known?.measuredAt && rows <= known.rows * GROWTH
    // it found too little, and was deleted
    if (isSettled && known.recall < RECALL_AIM) continue
    // from now on nobody takes it for one that nothing needs
    if (!known) await prisma.approximateIndex.create({ data: { ...NOT_MEASURED, workspaceId, indexId, documents } })
    const isAnew = !isSettled && Boolean(known?.measuredAt)
    if (!(await makeIndex(vectors, rows, { isAnew, signal }))) await queueFollowApproximate(workspaceId, RETRY_SECONDS)
    else if (!isSettled) {
      const questions = await sampleQuestions(active, signal)
      const measured = await measureRecall(vectors, rows, questions, signal)
      await prisma.approximateIndex.updateMany({
        where: { workspaceId, indexId, documents },
        data: { ...measured, rows, measuredAt: new Date() },
      })
    }
  }
  await dropUnused()
}
