import { prisma } from '@/lib/db/client'
import { keptSetSchema } from '@/lib/schemas/change-query-set'
import type { CheckedQuery } from '@/lib/schemas/query-set'
import { parseQueries, requireQuerySet } from './find-query-set'

type SetIn = {
  queries: CheckedQuery[]
  /** That runs name: negative for a set as a change request wants it. */
  setRevision: number
  updatedAt: string
}

/**
 * A query set as it is held against a release: in that of a change request that changes or creates it, as the request wants
 * it. One that the request deletes is there until it is merged.
 * @throws AppError NOT_FOUND
 */
export async function requireSetIn(workspaceId: string, id: string, releaseId: string): Promise<SetIn> {
  const proposed = await prisma.changeRequestQuerySet.findFirst({
    where: { workspaceId, querySetId: id, kind: { not: 'delete' }, request: { release: { id: releaseId } } },
    select: { kind: true, wanted: true, version: true, updatedAt: true },
  })
  if (proposed?.kind !== 'create') {
    const { queries, revision, updatedAt } = await requireQuerySet(workspaceId, id)
    if (!proposed) return { queries, setRevision: revision, updatedAt }
  }
  return {
    queries: parseQueries(keptSetSchema.parse(proposed.wanted).queries),
    setRevision: proposed.version,
    updatedAt: proposed.updatedAt.toISOString(),
  }
}
