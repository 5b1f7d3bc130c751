import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { AppShell } from '@/components/frame/app-shell'
import { RAIL_COOKIE } from '@/components/frame/rail-cookie'
import { requireFrame } from '@/lib/adapters/frame'
import { signOutAction, switchWorkspaceAction } from './actions'

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const { user, workspace, workspaces } = await requireFrame()
  const rail = (await cookies()).get(RAIL_COOKIE)?.value
  return (
    <AppShell
      user={user}
      workspace={workspace}
      workspaces={workspaces}
      isRailCollapsed={rail === 'collapsed'}
      onSignOut={signOutAction}
      onSwitchWorkspace={switchWorkspaceAction}
    >
      {children}
    </AppShell>
  )
}
