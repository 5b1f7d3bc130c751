import { prisma } from '@/lib/db/client'
import { toActor } from '@/lib/schemas/actor'
import { listImportsSchema, pastImportPageSchema } from '@/lib/schemas/imports/past-import'
import { unknownCursor } from '@/lib/services/number-cursor'
import { verb } from '@/lib/services/verb'

type Counts = Record<
  'created' | 'updated' | 'draft' | 'moved' | 'unarchived' | 'moduleCount' | 'undoable' | 'kept',
  number
> & {
  id: string
  modules: string[]
}

/** The imports of a workspace with what they changed, newest first. The cursor is the id of the last one seen. */
export const listImports = verb({
  name: 'listImports',
  scope: 'read',
  effect: 'read',
  input: listImportsSchema,
  output: pastImportPageSchema,
  run: async ({ workspaceId }, { limit, cursor }) => {
    await requireCursor(workspaceId, cursor)
    const rows = await prisma.moduleImport.findMany({
      where: { workspaceId, ...(cursor === undefined ? {} : { id: { lt: cursor } }) },
      orderBy: { id: 'desc' },
      take: limit + 1,
      select: { id: true, importedBy: true, createdAt: true, undoneAt: true, undoneBy: true },
    })
    const shown = rows.slice(0, limit)
    const countsOf = await countChanges(
      workspaceId,
      shown.map(({ id }) => id),
    )
    const items = shown.map(({ id, importedBy, createdAt, undoneAt, undoneBy }) => {
      const {
        created = 0,
        updated = 0,
        draft = 0,
        moved = 0,
        unarchived = 0,
        moduleCount = 0,
        undoable = 0,
        kept = 0,
        modules = [],
      } = countsOf.get(id) ?? {}
      const undone = undoneAt && { at: undoneAt.toISOString(), by: toActor(undoneBy), kept }
      return {
        id,
        at: createdAt.toISOString(),
        by: toActor(importedBy),
        modules,
        moduleCount,
        counts: { created, updated, draft, moved, unarchived },
        undoable,
        undone,
      }
    })
    const total = await prisma.moduleImport.count({ where: { workspaceId } })
    return { items, total, nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
  },
})

/** Who imports may name the import, so that its id has no form. */
async function requireCursor(workspaceId: string, cursor: string | undefined): Promise<void> {
  if (cursor === undefined) return
  if ((await prisma.moduleImport.count({ where: { workspaceId, id: cursor } })) === 0) throw unknownCursor()
}

async function countChanges(workspaceId: string, ids: string[]): Promise<Map<string, Partial<Counts>>> {
  const rows = await prisma.$queryRaw<Counts[]>`
    SELECT "importId" AS "id", (array_agg(DISTINCT "moduleId" ORDER BY "moduleId"))[1:3] AS "modules",
      count(DISTINCT "moduleId")::int AS "moduleCount",
      (count(*) FILTER (WHERE "change" = 'created'))::int AS "created",
      (count(*) FILTER (WHERE "change" = 'updated'))::int AS "updated",
      (count(*) FILTER (WHERE "change" = 'draft'))::int AS "draft",
      (count(*) FILTER (WHERE "change" = 'moved'))::int AS "moved",
      (count(*) FILTER (WHERE "change" = 'unarchived'))::int AS "unarchived",
      (count(*) FILTER (WHERE "undoneAt" IS NULL AND "keptBecause" IS NULL))::int AS "undoable",
      (count(*) FILTER (WHERE "keptBecause" IS NOT NULL))::int AS "kept"
    FROM "ImportedModule" WHERE "workspaceId" = ${workspaceId} AND "importId" = ANY(${ids}::text[])
    GROUP BY "importId"`
  return new Map(rows.map((row) => [row.id, row]))
}
