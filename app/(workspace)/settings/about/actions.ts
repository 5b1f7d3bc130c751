'use server'

import { headers } from 'next/headers'
import { action, runAction } from '@/lib/adapters/action'
import { requireActor } from '@/lib/adapters/actor'
import type { ActionResult } from '@/lib/schemas/error'
import type { CreateWorkspaceInput } from '@/lib/schemas/workspace'
import { switchWorkspace } from '@/lib/services/auth/switch-workspace'
import { createWorkspace } from '@/lib/services/workspaces/create-workspace'
import { renameWorkspace } from '@/lib/services/workspaces/rename-workspace'

export const renameWorkspaceAction = action(renameWorkspace, { revalidate: ['/'] })

/** Makes a workspace and goes there. */
export async function createWorkspaceAction(input: CreateWorkspaceInput): Promise<ActionResult<{ to: string }>> {
  return runAction(async () => {
    const { id } = await createWorkspace(await requireActor(), input)
    await switchWorkspace({ workspaceId: id }, await headers())
    return { to: '/modules' }
  })
}
