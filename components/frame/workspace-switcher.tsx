'use client'

import { Check, ChevronsUpDown, Settings2 } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/dropdown-menu'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { workspacePath } from '@/lib/schemas/workspaces/workspace-path'
import { Logo } from './logo'

export type WorkspaceEntry = { id: string; name: string; slug: string }

type WorkspaceSwitcherProps = { current: WorkspaceEntry; workspaces: WorkspaceEntry[]; isCollapsed?: boolean }

export function WorkspaceSwitcher({ current, workspaces, isCollapsed }: WorkspaceSwitcherProps) {
  return (
    <DropdownMenu
      className="w-56"
      trigger={
        <button
          type="button"
          aria-label={isCollapsed ? `Workspace ${current.name}` : undefined}
          className={cn(
            'flex h-8 min-w-0 items-center gap-2 rounded-md px-1.5 text-left hover:bg-muted data-[state=open]:bg-muted',
            isCollapsed ? 'justify-center' : 'flex-1',
          )}
        >
          <Logo className="size-5 shrink-0" />
          {!isCollapsed && (
            <>
              <span className="min-w-0 flex-1 truncate font-semibold text-sm">
                <span className="sr-only">Workspace </span>
                {current.name}
              </span>
              <ChevronsUpDown className="size-3.5 shrink-0 text-fg-faint" aria-hidden />
            </>
          )}
        </button>
      }
    >
      <MenuLabel>Workspaces</MenuLabel>
      {workspaces.map((workspace) => (
        <MenuItem key={workspace.id} asChild>
          {/* a new page: nothing of this workspace stays in its memory */}
          <a
            href={workspacePath(workspace.slug, '/playground')}
            aria-current={workspace.id === current.id ? 'true' : undefined}
          >
            <span className="min-w-0 flex-1 truncate">{workspace.name}</span>
            {workspace.id === current.id && <Check />}
          </a>
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem asChild>
        <WorkspaceLink href="/settings/workspace">
          <Settings2 aria-hidden />
          Workspace settings
        </WorkspaceLink>
      </MenuItem>
    </DropdownMenu>
  )
}
