import type { Transaction } from '@/lib/db/transaction'

/**
 * Notes with edits what their modules are called by them, or while they change no text, as they are. Call it in the
 * transaction that stores them.
 */
export async function nameEdits(
  tx: Transaction,
  workspaceId: string,
  number: number,
  moduleIds: string[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "ChangeRequestEdit" e SET "name" = v."name" FROM "ModuleVersion" v
    WHERE e."workspaceId" = ${workspaceId} AND e."number" = ${number} AND e."moduleId" = ANY(${moduleIds}::text[])
      AND v."workspaceId" = e."workspaceId" AND v."moduleId" = e."moduleId"
      AND v."version" = COALESCE(e."version", e."wantedVersion", e."baseVersion")`
}
