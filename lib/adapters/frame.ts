import 'server-only'
import type { Actor } from '@/lib/services/actor'
import { getAccount } from '@/lib/services/auth/get-account'
import { getWorkspace } from '@/lib/services/workspaces/get-workspace'
import { listWorkspaces } from '@/lib/services/workspaces/list-workspaces'
import { requireActor } from './actor'

type WorkspaceLink = { id: string; name: string; slug: string }
type Frame = {
  actor: Extract<Actor, { kind: 'user' }>
  user: { name: string; email: string; role: string }
  workspace: WorkspaceLink
  workspaces: WorkspaceLink[]
}

/** What the frame around every screen of the workspace shows; redirects as `requireActor` does. */
export async function requireFrame(): Promise<Frame> {
  const actor = await requireActor()
  const [account, workspace, workspaces] = await Promise.all([
    getAccount(actor, {}),
    getWorkspace(actor, {}),
    listWorkspaces(actor, {}),
  ])
  const toLink = ({ id, name, slug }: WorkspaceLink) => ({ id, name, slug })
  return {
    actor,
    user: { name: account.name, email: account.email, role: actor.role },
    workspace: toLink(workspace),
    workspaces: workspaces.items.map(toLink),
  }
}
