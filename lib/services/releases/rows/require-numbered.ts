import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'

type Proposed = { name: string; number: number | null }

/**
 * Keeps a release with texts of open change requests out of what needs the numbers of versions. Such texts have none yet, and
 * change when the request is edited.
 * @throws AppError CONFLICT
 */
export async function requireNumbered(
  reader: Pick<Transaction, '$queryRaw'>,
  workspaceId: string,
  id: string,
): Promise<void> {
  const [proposed] = await reader.$queryRaw<Proposed[]>`
    SELECT v."name", c."number"
    FROM "ReleaseEntry" e
    JOIN "ModuleVersion" v
      ON v."workspaceId" = e."workspaceId" AND v."moduleId" = e."moduleId" AND v."version" = e."version"
    LEFT JOIN "ChangeRequestEdit" c
      ON c."workspaceId" = e."workspaceId" AND c."moduleId" = e."moduleId" AND c."version" = e."version"
    WHERE e."workspaceId" = ${workspaceId} AND e."releaseId" = ${id} AND e."version" < 0
    ORDER BY e."moduleId" COLLATE "C" LIMIT 1`
  if (!proposed) return
  const { name, number } = proposed
  const message = `The release holds “${name}” as the change request #${number} proposes it, which has no version yet: merge or close #${number} first.`
  throw new AppError('CONFLICT', message, { entity: 'release', id, number })
}

/** Keeps a release from being protected or locked while a change request moves it. @throws AppError CONFLICT */
export function requireNotFollowing(id: string, follows: number | null): void {
  if (follows === null) return
  const message = `The release follows the change request #${follows}, which moves what it holds: merge or close #${follows} first.`
  throw new AppError('CONFLICT', message, { entity: 'release', id, number: follows })
}
