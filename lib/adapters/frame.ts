import 'server-only'
import type { Actor } from '@/lib/services/actor'
import { getAccount } from '@/lib/services/auth/get-account'
import { getWorkspace } from '@/lib/services/workspaces/get-workspace'
import { listWorkspaces } from '@/lib/services/workspaces/list-workspaces'
import { requireActor, type WorkspaceParams } from './actor'

type WorkspaceEntry = { id: string; name: string; slug: string }
type Frame = {
  actor: Extract<Actor, { kind: 'user' }>
  user: { name: string; email: string; role: string }
  workspace: WorkspaceEntry
  workspaces: WorkspaceEntry[]
}

/** What the frame around every screen of the workspace shows; redirects as `requireActor` does. */
export async function requireFrame(params: WorkspaceParams): Promise<Frame> {
  const actor = await requireActor(params)
  const [account, workspace, workspaces] = await Promise.all([
    getAccount(actor, {}),
    getWorkspace(actor, {}),
    listWorkspaces(actor, {}),
  ])
  const toEntry = ({ id, name, slug }: WorkspaceEntry) => ({ id, name, slug })
  return {
    actor,
    user: { name: account.name, email: account.email, role: actor.role },
    workspace: toEntry(workspace),
    workspaces: workspaces.items.map(toEntry),
  }
}
