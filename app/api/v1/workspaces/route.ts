import { rest } from '@/lib/adapters/rest'
import { createWorkspace } from '@/lib/services/workspaces/create-workspace'
import { listWorkspaces } from '@/lib/services/workspaces/list-workspaces'

export const GET = rest({ verb: listWorkspaces })
export const POST = rest({ verb: createWorkspace, status: 201 })
