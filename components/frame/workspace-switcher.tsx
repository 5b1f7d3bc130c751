'use client'

import { Check, ChevronsUpDown } from 'lucide-react'
import { callApi } from '@/components/data/api-client'
import { showError } from '@/components/data/use-action'
import { cn } from '@/components/ui/cn'
import { DropdownMenu, MenuItem, MenuLabel } from '@/components/ui/dropdown-menu'
import { Logo } from './logo'

export type WorkspaceLink = { id: string; name: string; slug: string }

type WorkspaceSwitcherProps = { current: WorkspaceLink; workspaces: WorkspaceLink[]; isCollapsed?: boolean }

async function switchTo(workspace: WorkspaceLink) {
  try {
    await callApi('/api/auth/organization/set-active', { json: { organizationId: workspace.id } })
    window.location.assign('/')
  } catch (error) {
    if (error instanceof Error) showError(error)
  }
}

export function WorkspaceSwitcher({ current, workspaces, isCollapsed }: WorkspaceSwitcherProps) {
  return (
    <DropdownMenu
      className="w-56"
      trigger={
        <button
          type="button"
          aria-label={`Workspace ${current.name}`}
          className={cn(
            'flex h-8 min-w-0 items-center gap-2 rounded-md px-1.5 text-left hover:bg-muted data-[state=open]:bg-muted',
            isCollapsed ? 'justify-center' : 'flex-1',
          )}
        >
          <Logo className="size-5 shrink-0" />
          {!isCollapsed && (
            <>
              <span className="min-w-0 flex-1 truncate font-semibold text-sm">{current.name}</span>
              <ChevronsUpDown className="size-3.5 shrink-0 text-fg-faint" aria-hidden />
            </>
          )}
        </button>
      }
    >
      <MenuLabel>Workspaces</MenuLabel>
      {workspaces.map((workspace) => (
        <MenuItem key={workspace.id} onSelect={() => workspace.id !== current.id && switchTo(workspace)}>
          <span className="min-w-0 flex-1 truncate">{workspace.name}</span>
          {workspace.id === current.id && <Check />}
        </MenuItem>
      ))}
    </DropdownMenu>
  )
}
