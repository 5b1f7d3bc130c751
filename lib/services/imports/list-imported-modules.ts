import { prisma } from '@/lib/db/client'
import {
  importedModulePageSchema,
  listImportedModulesSchema,
  pastImportSchema,
} from '@/lib/schemas/imports/past-import'
import { unknownCursor } from '@/lib/services/number-cursor'
import { verb } from '@/lib/services/verb'
import { requireImport } from './record/record-import'

/** Rows after the one that the cursor, `version~id`, names. */
function after(cursor: string | undefined) {
  if (cursor === undefined) return {}
  const [version = '', ...id] = cursor.split('~')
  const moduleId = id.join('~')
  if (!/^\d{1,9}$/.test(version)) {
    throw unknownCursor()
  }
  return { OR: [{ moduleId: { gt: moduleId } }, { moduleId, version: { gt: Number(version) } }] }
}

/** What an import made, by the ids of the modules. */
export const listImportedModules = verb({
  name: 'listImportedModules',
  scope: 'read',
  effect: 'read',
  input: listImportedModulesSchema,
  output: importedModulePageSchema,
  run: async ({ workspaceId }, { id: importId, limit, cursor }) => {
    await requireImport(workspaceId, importId)
    const where = { workspaceId, importId }
    const rows = await prisma.importedModule.findMany({
      where: { ...where, ...after(cursor) },
      orderBy: [{ moduleId: 'asc' }, { version: 'asc' }],
      take: limit + 1,
      select: { moduleId: true, version: true, change: true, undoneAt: true, keptBecause: true },
    })
    const shown = rows.slice(0, limit)
    const items = shown.map(({ moduleId, version, change, undoneAt, keptBecause }) => ({
      id: moduleId,
      change: pastImportSchema.shape.counts.keyof().parse(change),
      version,
      isUndone: undoneAt !== null,
      keptBecause,
    }))
    const total = await prisma.importedModule.count({ where })
    const last = shown.at(-1)
    const nextCursor = last && rows.length > limit ? `${last.version}~${last.moduleId}` : null
    return { items, total, nextCursor }
  },
})
