import { prisma } from '@/lib/db/client'
import type { ThreadSide } from '@/lib/schemas/discussion'
import { readSource } from '@/lib/services/modules/source/read-source'

type Side = { moduleId: string; side: ThreadSide }

/**
 * One of the two texts of an edit, as its difference shows them.
 * @returns null where there is no such edit, and where it has no text on this side
 */
export async function readSide(workspaceId: string, number: number, { moduleId, side }: Side): Promise<string | null> {
  const edit = await prisma.changeRequestEdit.findUnique({
    where: { workspaceId_number_moduleId: { workspaceId, number, moduleId } },
    select: { kind: true, baseVersion: true, wantedVersion: true, source: true },
  })
  if (!edit) return null
  const { kind, baseVersion, wantedVersion, source } = edit
  if (kind === 'version') return readSource(workspaceId, moduleId, (side === 'new' ? wantedVersion : baseVersion) ?? 0)
  if (kind === 'text' && side === 'new') return source
  // an archive has nothing on the right, a restore nothing on the left
  if ((kind === 'archive' && side === 'new') || (kind === 'restore' && side === 'old')) return null
  return readSource(workspaceId, moduleId, baseVersion)
}
