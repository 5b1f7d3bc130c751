import { databasePool, prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import { type LsaFit, parseLsaFit } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { slice } from '@/lib/in-slices'
import { openCache } from '@/lib/measured-cache'
import { type ClaimedKey, requireClaim } from './claim-index'
import type { EmbeddingIndexRow } from './embedding-index'

type IndexKey = Pick<EmbeddingIndexRow, 'workspaceId' | 'id'>

const PART_BYTES = 256 * 1024
/** About 20 MB for a vocabulary of 20,000 terms. */
const MAX_BYTES = 160 * 1024 * 1024

const fits = openCache<LsaFit>('embedding fit', {
  maxBytes: MAX_BYTES,
  sizeOf: ({ projection, terms, idf }) => projection.byteLength + terms.byteLength + idf.byteLength,
})

/** Stores the fit of an index that has none yet, its first part last: who finds that finds all of it. @throws IndexGone */
export async function writeFit(index: ClaimedKey, bytes: Uint8Array): Promise<void> {
  const { workspaceId, id } = index
  const write = (work: (tx: Transaction) => Promise<unknown>) =>
    prisma.$transaction(async (tx) => {
      await requireClaim(tx, index)
      await work(tx)
    })
  await write((tx) => tx.embeddingFitPart.deleteMany({ where: { workspaceId, indexId: id } }))
  for (let start = PART_BYTES * (Math.ceil(bytes.length / PART_BYTES) - 1); start >= 0; start -= PART_BYTES) {
    const part = Uint8Array.from(bytes.subarray(start, start + PART_BYTES))
    const data = { workspaceId, indexId: id, ordinal: start / PART_BYTES, bytes: part }
    await write((tx) => tx.embeddingFitPart.create({ data, select: { ordinal: true } }))
  }
}

/** The fit of an index; it never changes, so it is read once. @throws AppError UPSTREAM when it is not there. */
export async function readFit({ workspaceId, id }: IndexKey): Promise<LsaFit> {
  const key = `${workspaceId}\0${id}`
  const known = fits.get(key)
  if (known) return known
  const parts: Uint8Array[] = []
  for (;;) {
    // on the driver itself: Prisma takes several times longer for bytes, and on the event loop
    const { rows } = await databasePool().query<{ bytes: Buffer }>(
      'SELECT "bytes" FROM "EmbeddingFitPart" WHERE "workspaceId" = $1 AND "indexId" = $2 AND "ordinal" = $3',
      [workspaceId, id, parts.length],
    )
    if (!rows[0]) break
    parts.push(rows[0].bytes)
  }
  if (parts.length === 0) {
    throw new AppError('UPSTREAM', 'The fit of the offline embedder is not there yet. Try again in a moment.')
  }
  const fit = await parseLsaFit(Buffer.concat(parts), slice)
  fits.set(key, fit)
  return fit
}
