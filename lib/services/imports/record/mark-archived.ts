import { prisma } from '@/lib/db/client'
import type { ImportResultDto } from '@/lib/schemas/imports/module-import'

/** The results of files that were taken, and whose modules are archived now. */
export async function findArchived(workspaceId: string, results: ImportResultDto[]): Promise<ImportResultDto[]> {
  const taken = results.filter(({ status }) => status !== 'failed' && status !== 'skipped')
  const ids = taken.flatMap(({ id }) => id ?? [])
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Module"
    WHERE "workspaceId" = ${workspaceId} AND "id" = ANY(${ids}::text[]) AND "archivedAt" IS NOT NULL`
  const archived = new Set(rows.map(({ id }) => id))
  return taken.filter(({ id }) => id !== undefined && archived.has(id))
}

/** Says what keeps files from being found although they were taken. */
export async function markArchived(workspaceId: string, results: ImportResultDto[]): Promise<void> {
  const message = 'The module is archived: no question finds it.'
  for (const result of await findArchived(workspaceId, results)) {
    result.isArchived = true
    result.problems = [...result.problems, { message, severity: 'warning' }]
  }
}
