'use client'

import { PanelLeftClose, PanelLeftOpen, Search } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Kbd } from '@/components/ui/kbd'
import { Tooltip } from '@/components/ui/tooltip'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { SCREENS } from './screens'
import { UnreadCount } from './unread-count'
import { UserMenu, type UserMenuProps, type UserSummary } from './user-menu'
import { type WorkspaceEntry, WorkspaceSwitcher } from './workspace-switcher'

export type RailProps = {
  user: UserSummary
  workspace: WorkspaceEntry
  workspaces: WorkspaceEntry[]
  onSignOut: UserMenuProps['onSignOut']
  isCollapsed?: boolean
  /** Absent in the sheet, which cannot collapse. */
  onToggle?: () => void
  onOpenPalette: () => void
  onShowShortcuts: () => void
  onNavigate?: () => void
}

export function Rail(props: RailProps) {
  const { user, workspace, workspaces, onSignOut, isCollapsed, onToggle, onOpenPalette, onShowShortcuts, onNavigate } =
    props
  const pathname = usePathname()
  const toPath = useWorkspacePath()
  const ToggleIcon = isCollapsed ? PanelLeftOpen : PanelLeftClose
  return (
    <div className="flex h-full flex-col gap-3 p-2">
      <div className={cn('flex gap-1', isCollapsed ? 'flex-col items-center' : 'items-center')}>
        <WorkspaceSwitcher current={workspace} workspaces={workspaces} isCollapsed={isCollapsed} />
        {onToggle && (
          <Tooltip content={isCollapsed ? 'Expand the rail' : 'Collapse the rail'} shortcut="mod+b" side="right">
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={isCollapsed ? 'Expand the rail' : 'Collapse the rail'}
              onClick={onToggle}
            >
              <ToggleIcon />
            </Button>
          </Tooltip>
        )}
      </div>
      <button
        type="button"
        aria-label={isCollapsed ? 'Search and commands' : undefined}
        onClick={onOpenPalette}
        className={cn(
          'flex h-8 items-center gap-2 rounded-md border bg-background text-fg-faint text-sm hover:border-line-strong hover:text-fg',
          isCollapsed ? 'justify-center' : 'px-2',
        )}
      >
        <Search className="size-4" aria-hidden />
        {!isCollapsed && (
          <>
            <span className="flex-1 text-left">Search</span>
            <span aria-hidden>
              <Kbd shortcut="mod+k" />
            </span>
          </>
        )}
      </button>
      <nav aria-label="Screens" className="-mx-1 flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto px-1">
        {SCREENS.map(({ href, label, icon: Icon, shortcut }) => {
          const isCurrent = `${pathname}/`.startsWith(`${toPath(href)}/`)
          const link = (
            <WorkspaceLink
              key={href}
              href={href}
              onClick={onNavigate}
              aria-current={isCurrent ? 'page' : undefined}
              aria-label={isCollapsed ? label : undefined}
              className={cn(
                'flex h-8 items-center gap-2 rounded-md text-sm',
                isCollapsed ? 'justify-center' : 'px-2',
                isCurrent ? 'bg-muted font-medium text-fg' : 'text-fg-muted hover:bg-muted hover:text-fg',
              )}
            >
              <Icon className="size-4 shrink-0" aria-hidden />
              {!isCollapsed && label}
              {href === '/inbox' && <UnreadCount isCollapsed={isCollapsed} />}
            </WorkspaceLink>
          )
          return (
            <Tooltip key={href} content={label} shortcut={shortcut} side="right">
              {link}
            </Tooltip>
          )
        })}
      </nav>
      <UserMenu user={user} isCollapsed={isCollapsed} onShowShortcuts={onShowShortcuts} onSignOut={onSignOut} />
    </div>
  )
}
