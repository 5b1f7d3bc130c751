import { prisma } from '@/lib/db/client'
import { createWorkspace } from '@/lib/services/workspaces/create-workspace'

const FIRST_WORKSPACE = { slug: 'default', name: 'Default' }

/** Makes the first workspace; does nothing when there is one. */
export async function seed(): Promise<void> {
  if (await prisma.organization.findFirst({ select: { id: true } })) return
  await createWorkspace({ kind: 'system', workspaceId: '', name: 'seed' }, FIRST_WORKSPACE)
}
