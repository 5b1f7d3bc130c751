import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { listThreadsSchema, threadListSchema } from '@/lib/schemas/changes/discussion'
import { LIMITS } from '@/lib/schemas/limits'
import { moduleNotFound } from '@/lib/services/modules/rows/read-module'
import { readIdCursor } from '@/lib/services/number-cursor'
import { verb } from '@/lib/services/verb'
import { changeNotFound, findThreads } from './threads/find-threads'

/**
 * Threads of a change request, or of a module outside any, the oldest first. A page ends early where its comments are many.
 * @throws AppError NOT_FOUND; VALIDATION when neither is named
 */
export const listThreads = verb({
  name: 'listThreads',
  scope: 'read',
  effect: 'read',
  input: listThreadsSchema,
  output: threadListSchema,
  run: async ({ workspaceId }, { number, moduleId, limit, cursor }) => {
    await requireSubject(workspaceId, number, moduleId)
    const subject = { number: number ?? null, ...(moduleId === undefined ? {} : { moduleId }) }
    const after = readIdCursor(cursor, 'thread')
    const rows = await prisma.thread.findMany({
      where: { workspaceId, ...subject, ...(after === undefined ? {} : { id: { gt: after } }) },
      orderBy: { id: 'asc' },
      take: limit + 1,
      select: { id: true, _count: { select: { comments: true } } },
    })
    const page = rows.slice(0, limit)
    let comments = 0
    const ids = page.flatMap(({ id, _count }, i) => {
      comments += _count.comments
      return i === 0 || comments <= LIMITS.pageComments ? [id] : []
    })
    const items = await findThreads(workspaceId, ids)
    return { items, nextCursor: rows.length > ids.length ? (ids.at(-1) ?? null) : null }
  },
})

/** @throws AppError NOT_FOUND; VALIDATION */
async function requireSubject(workspaceId: string, number?: number, moduleId?: string): Promise<void> {
  if (number !== undefined) {
    if ((await prisma.changeRequest.count({ where: { workspaceId, number } })) === 0) throw changeNotFound(number)
    return
  }
  if (moduleId === undefined) {
    throw new AppError('VALIDATION', 'Name the change request or the module whose threads you want.')
  }
  const known = await prisma.module.count({ where: { workspaceId, id: moduleId } })
  if (known === 0) throw moduleNotFound(moduleId)
}
