import { prisma } from '@/lib/db/client'
import { toActor } from '@/lib/schemas/actor'
import { changeEventListSchema, EVENT_KINDS, listChangeEventsSchema } from '@/lib/schemas/changes/discussion'
import { findInDetail } from '@/lib/schemas/workspaces/audit-things'
import { readNames } from '@/lib/services/audit/names/read-names'
import { readNumberCursor } from '@/lib/services/number-cursor'
import { verb } from '@/lib/services/verb'
import { changeNotFound } from './threads/find-threads'

/** What happened to a change request, in order. @throws AppError NOT_FOUND. */
export const listChangeEvents = verb({
  name: 'listChangeEvents',
  scope: 'read',
  effect: 'read',
  input: listChangeEventsSchema,
  output: changeEventListSchema,
  run: async ({ workspaceId }, { number, limit, cursor }) => {
    const known = await prisma.changeRequest.count({ where: { workspaceId, number } })
    if (known === 0) throw changeNotFound(number)
    const after = readNumberCursor(cursor, Number.MAX_SAFE_INTEGER) ?? 0
    const rows = await prisma.changeEvent.findMany({
      where: { workspaceId, number, id: { gt: after } },
      orderBy: { id: 'asc' },
      take: limit + 1,
      select: { id: true, kind: true, actor: true, at: true, detail: true },
    })
    const told = rows.slice(0, limit).flatMap(({ id, kind, actor, at, ...row }) => {
      const known = EVENT_KINDS.find((each) => each === kind)
      const detail = row.detail as Record<string, unknown>
      return known ? [{ id: `${id}`, kind: known, actor: toActor(actor), at: at.toISOString(), detail }] : []
    })
    const found = told.map(({ detail }) => findInDetail(detail))
    const nameOf = await readNames(workspaceId, found.flat())
    const items = told.map((event, i) => ({ ...event, things: (found[i] ?? []).map(nameOf) }))
    return { items, nextCursor: rows.length > limit ? `${rows[limit - 1]?.id}` : null }
  },
})
