'use client'

import { Keyboard, KeyRound, LogOut, UserRound } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTheme } from 'next-themes'
import { ofPerson, useAction } from '@/components/data/use-action'
import { cn } from '@/components/ui/cn'
import { DropdownMenu, MenuCheckboxItem, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/dropdown-menu'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import type { ActionResult } from '@/lib/schemas/error'
import { THEMES } from './themes'

export type UserSummary = { name: string; email: string; role: string }

export type UserMenuProps = {
  user: UserSummary
  isCollapsed?: boolean
  onShowShortcuts: () => void
  onSignOut: () => Promise<ActionResult<null>>
}

export function UserMenu({ user, isCollapsed, onShowShortcuts, onSignOut }: UserMenuProps) {
  const signOut = useAction(ofPerson<void, null>(onSignOut), { onSuccess: () => window.location.assign('/sign-in') })
  const { theme, setTheme } = useTheme()
  const router = useRouter()
  const toPath = useWorkspacePath()
  return (
    <DropdownMenu
      side="top"
      className="w-56"
      trigger={
        <button
          type="button"
          aria-label={isCollapsed ? `Account of ${user.name}` : undefined}
          className={cn(
            'flex min-h-9 w-full items-center gap-2 rounded-md px-1.5 py-1 text-left hover:bg-muted data-[state=open]:bg-muted',
            isCollapsed && 'justify-center px-0',
          )}
        >
          <span
            aria-hidden
            data-initial={user.name.trim().slice(0, 1) || '?'}
            className="grid size-6 shrink-0 place-items-center rounded-full border bg-muted font-medium text-[11px] text-fg-muted uppercase before:content-[attr(data-initial)]"
          />
          {!isCollapsed && (
            <span className="min-w-0 flex-1 truncate text-sm">
              <span className="sr-only">Account of </span>
              {user.name}
            </span>
          )}
        </button>
      }
    >
      <div className="px-2 py-1">
        <p className="truncate text-sm">{user.email}</p>
        <p className="text-fg-faint text-xs">Role: {user.role}</p>
      </div>
      <MenuSeparator />
      <MenuItem onSelect={() => router.push(toPath('/profiles?profile=own'))}>
        <UserRound aria-hidden />
        Your profile
      </MenuItem>
      <MenuItem onSelect={() => router.push(toPath('/settings/account'))}>
        <KeyRound aria-hidden />
        Account and password
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      {THEMES.map(({ id, label, icon: Icon }) => (
        <MenuCheckboxItem key={id} checked={theme === id} onCheckedChange={() => setTheme(id)}>
          <Icon aria-hidden />
          {label}
        </MenuCheckboxItem>
      ))}
      <MenuSeparator />
      <MenuItem onSelect={onShowShortcuts} shortcut="?">
        <Keyboard aria-hidden />
        Keyboard shortcuts
      </MenuItem>
      <MenuItem onSelect={() => signOut.mutate()}>
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
    </DropdownMenu>
  )
}
