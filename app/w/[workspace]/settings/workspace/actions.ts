'use server'

import { action } from '@/lib/adapters/action'
import { createWorkspace } from '@/lib/services/workspaces/create-workspace'
import { renameWorkspace } from '@/lib/services/workspaces/rename-workspace'

export const renameWorkspaceAction = action(renameWorkspace, { revalidate: ['/'] })
export const createWorkspaceAction = action(createWorkspace)
