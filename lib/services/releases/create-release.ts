import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/release'
import type { Transaction } from '@/lib/db/transaction'
import { queueIndexing } from '@/lib/indexing/queue/queue-indexing'
import { newId } from '@/lib/new-id'
import { createReleaseSchema, releaseDetailSchema } from '@/lib/schemas/release'
import { verb } from '@/lib/services/verb'
import { getRelease } from './get-release'
import { findMoment } from './moments/moment-entries'
import { insertRelease } from './rows/insert-release'
import { TRANSACTION_OPTIONS } from './rows/write-entries'

/**
 * A release that is its base but for its entries. It follows its base, or is frozen: then it stays as it is now, or as
 * production was at a moment in the past.
 * @throws AppError NOT_FOUND for the base, a module or a version; CONFLICT when the id is taken or the base has a base
 *   itself; VALIDATION for a moment of which nothing is known; LIMIT_EXCEEDED.
 */
export const createRelease = verb({
  name: 'createRelease',
  scope: 'write',
  effect: 'write',
  input: createReleaseSchema,
  output: releaseDetailSchema,
  run: async ({ actor, workspaceId }, { id = newId('rel'), name, entries = [], isFrozen, at, ...named }) => {
    const { releaseId: baseId } = releaseOf(workspaceId, named.baseId)
    const findEntries = async (tx: Transaction) => (at ? (await findMoment(tx, workspaceId, at)).entries : entries)
    const release = { id, name, baseId, isFrozen: isFrozen || at !== undefined, findEntries }
    await prisma.$transaction((tx) => insertRelease(tx, actor, release), TRANSACTION_OPTIONS)
    queueIndexing(workspaceId)
    return getRelease(actor, { id })
  },
})
