import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { WorkspaceData } from '@/components/data/workspace-data'
import { AppShell } from '@/components/frame/app-shell'
import { RAIL_COOKIE } from '@/components/frame/rail-cookie'
import type { WorkspaceParams } from '@/lib/adapters/actor'
import { requireFrame } from '@/lib/adapters/frame'
import { signOutAction } from './actions'
import { ImportsProvider } from './modules/import/imports-provider'

export default async function WorkspaceLayout({ params, children }: { params: WorkspaceParams; children: ReactNode }) {
  const { user, workspace, workspaces } = await requireFrame(params)
  const rail = (await cookies()).get(RAIL_COOKIE)?.value
  return (
    <WorkspaceData key={workspace.slug} workspace={workspace.slug}>
      <ImportsProvider>
        <AppShell
          user={user}
          workspace={workspace}
          workspaces={workspaces}
          isRailCollapsed={rail === 'collapsed'}
          onSignOut={signOutAction}
        >
          {children}
        </AppShell>
      </ImportsProvider>
    </WorkspaceData>
  )
}
