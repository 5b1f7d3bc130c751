import { rest } from '@/lib/adapters/rest'
import { getWorkspace } from '@/lib/services/workspaces/get-workspace'
import { renameWorkspace } from '@/lib/services/workspaces/rename-workspace'

export const GET = rest({ verb: getWorkspace })
export const PATCH = rest({ verb: renameWorkspace })
