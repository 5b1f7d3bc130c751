'use client'

import { Check, ChevronsUpDown } from 'lucide-react'
import { useAction } from '@/components/data/use-action'
import { cn } from '@/components/ui/cn'
import { DropdownMenu, MenuItem, MenuLabel } from '@/components/ui/dropdown-menu'
import type { ActionResult } from '@/lib/schemas/error'
import { Logo } from './logo'

export type WorkspaceLink = { id: string; name: string; slug: string }

export type WorkspaceSwitcherProps = {
  current: WorkspaceLink
  workspaces: WorkspaceLink[]
  isCollapsed?: boolean
  onSwitch: (input: { workspaceId: string }) => Promise<ActionResult<null>>
}

export function WorkspaceSwitcher({ current, workspaces, isCollapsed, onSwitch }: WorkspaceSwitcherProps) {
  const switchTo = useAction(onSwitch, { onSuccess: () => window.location.assign('/') })
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
        <MenuItem
          key={workspace.id}
          onSelect={() => workspace.id !== current.id && switchTo.mutate({ workspaceId: workspace.id })}
        >
          <span className="min-w-0 flex-1 truncate">{workspace.name}</span>
          {workspace.id === current.id && <Check />}
        </MenuItem>
      ))}
    </DropdownMenu>
  )
}
