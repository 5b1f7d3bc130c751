import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import { queueIndexing } from '@/lib/indexing/queue/queue-indexing'
import { newId } from '@/lib/new-id'
import { createReleaseSchema, releaseDetailSchema } from '@/lib/schemas/releases/release'
import { verb } from '@/lib/services/verb'
import { findMoment } from './moments/moment-entries'
import { findBeginning } from './rows/find-beginning'
import { insertRelease } from './rows/insert-release'
import { readRelease } from './rows/read-release'
import { type Entry, TRANSACTION_OPTIONS } from './rows/write-entries'

/**
 * A release that is production but for its entries. It begins as production, as another release or as an open change
 * request. It follows production, or is frozen: then it stays as it is now, or as production was at a moment in the past.
 * @throws AppError NOT_FOUND for a release, a module or a version; CONFLICT when the id or the name is taken, for a beginning that is
 *   the trial of a draft, and for what is proposed in a frozen release; VALIDATION for a moment of which nothing is known;
 *   LIMIT_EXCEEDED.
 */
export const createRelease = verb({
  name: 'createRelease',
  scope: 'write',
  effect: 'write',
  input: createReleaseSchema,
  output: releaseDetailSchema,
  run: async ({ actor, workspaceId }, { id = newId('rel'), name, from, entries = [], isFrozen, at }) => {
    const findEntries = async (tx: Transaction) => {
      if (at) return (await findMoment(tx, workspaceId, at)).entries
      return from === undefined ? entries : overlay(await findBeginning(tx, workspaceId, from), entries)
    }
    const release = { id, name, from, isFrozen: isFrozen || at !== undefined, findEntries }
    await prisma.$transaction((tx) => insertRelease(tx, actor, release), TRANSACTION_OPTIONS)
    queueIndexing(workspaceId)
    return readRelease(workspaceId, id)
  },
})

function overlay(begun: Entry[], entries: Entry[]): Entry[] {
  const named = new Set(entries.map(({ moduleId }) => moduleId))
  return [...begun.filter(({ moduleId }) => !named.has(moduleId)), ...entries]
}
