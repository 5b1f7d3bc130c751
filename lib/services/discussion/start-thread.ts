import { prisma } from '@/lib/db/client'
import { startThreadSchema, threadSchema } from '@/lib/schemas/changes/discussion'
import { moduleNotFound } from '@/lib/services/modules/rows/read-module'
import { verb } from '@/lib/services/verb'
import { addThread } from './threads/add-comments'
import { changeNotFound, requireThread } from './threads/find-threads'
import { prepareThreads } from './threads/prepare-threads'

/**
 * Starts a thread: on a change request, on a line of one of its edits, on a part of a context that it changes, on a check, or
 * on a module outside any request. Whoever may review may comment; a viewer only reads. A request that has ended can still
 * be discussed.
 * @throws AppError NOT_FOUND; CONFLICT for what is no longer there as it was read; LIMIT_EXCEEDED
 */
export const startThread = verb({
  name: 'startThread',
  scope: 'compose',
  effect: 'write',
  input: startThreadSchema,
  output: threadSchema,
  run: async ({ actor, workspaceId }, { number, ...thread }) => {
    const { moduleId = null, text } = thread
    const prepared =
      number === undefined
        ? { moduleId, policyId: null, querySetId: null, anchor: null, place: null, text }
        : (await prepareThreads(actor, number, [thread]))[0]!
    const id = await prisma.$transaction(async (tx) => {
      // so that of several threads at once none goes over the limit
      const locked =
        number === undefined
          ? await tx.$queryRaw<object[]>`
              SELECT 1 FROM "Module" WHERE "workspaceId" = ${workspaceId} AND "id" = ${moduleId} FOR NO KEY UPDATE`
          : await tx.$queryRaw<object[]>`
              SELECT 1 FROM "ChangeRequest" WHERE "workspaceId" = ${workspaceId} AND "number" = ${number} FOR NO KEY UPDATE`
      if (locked.length === 0) throw number === undefined ? moduleNotFound(moduleId ?? '') : changeNotFound(number)
      return addThread(tx, actor, { number: number ?? null, thread: prepared })
    })
    return requireThread(workspaceId, id)
  },
})
