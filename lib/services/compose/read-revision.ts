import { prisma } from '@/lib/db/client'

/** The number that every change which retrieval can see counts up. */
export async function readRevision(workspaceId: string): Promise<number> {
  const { revision } = await prisma.workspaceState.findUniqueOrThrow({
    where: { workspaceId },
    select: { revision: true },
  })
  return revision
}
