'use client'

import { Keyboard, Menu, PanelLeft, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTheme } from 'next-themes'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Sheet } from '@/components/ui/sheet'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import { CommandPalette } from './command-palette'
import { CommandProvider, useCommands } from './commands'
import { Logo } from './logo'
import { Rail, type RailProps } from './rail'
import { RAIL_COOKIE } from './rail-cookie'
import { SCREENS } from './screens'
import { SETTINGS_PAGES } from './settings-pages'
import { ShortcutHelp } from './shortcut-help'
import { THEMES } from './themes'
import { UnreadLink } from './unread-count'

type AppShellProps = Pick<RailProps, 'user' | 'workspace' | 'workspaces' | 'onSignOut'> & {
  isRailCollapsed: boolean
  children: ReactNode
}

export function AppShell(props: AppShellProps) {
  return (
    <CommandProvider>
      <Frame {...props} />
    </CommandProvider>
  )
}

function Frame({ isRailCollapsed, children, ...account }: AppShellProps) {
  const router = useRouter()
  const toPath = useWorkspacePath()
  const { setTheme } = useTheme()
  const isAdmin = account.user.role === 'owner' || account.user.role === 'admin'
  const [isCollapsed, setIsCollapsed] = useState(isRailCollapsed)
  const [isMenuOpen, setIsMenuOpen] = useState(false)
  const [isPaletteOpen, setIsPaletteOpen] = useState(false)
  const [isHelpOpen, setIsHelpOpen] = useState(false)

  const toggleRail = () => {
    setIsCollapsed(!isCollapsed)
    // biome-ignore lint/suspicious/noDocumentCookie: the server reads it to render the rail in the right width at once
    document.cookie = `${RAIL_COOKIE}=${isCollapsed ? 'open' : 'collapsed'}; path=/; max-age=31536000; samesite=lax`
  }

  useCommands([
    ...SCREENS.map(({ href, label, icon, shortcut }) => ({
      id: `screen:${href}`,
      label,
      icon,
      shortcut,
      group: 'Go to',
      run: () => router.push(toPath(href)),
    })),
    ...SETTINGS_PAGES.filter(({ isForAdmins }) => isAdmin || !isForAdmins).map(({ href, label, words }) => ({
      id: `screen:${href}`,
      label,
      words: `settings ${words}`,
      group: 'Settings',
      isOnlyFound: true,
      run: () => router.push(toPath(href)),
    })),
    ...THEMES.map(({ id, label, icon }) => ({
      id: `theme:${id}`,
      label: `Theme: ${label.toLowerCase()}`,
      words: `${id} mode appearance colors`,
      icon,
      group: 'General',
      isOnlyFound: true,
      run: () => setTheme(id),
    })),
    {
      id: 'palette',
      label: 'Search and commands',
      icon: Search,
      group: 'General',
      shortcut: 'mod+k',
      isHidden: true,
      run: () => setIsPaletteOpen(true),
    },
    {
      id: 'rail',
      label: 'Toggle the rail',
      icon: PanelLeft,
      group: 'General',
      shortcut: 'mod+b',
      run: toggleRail,
    },
    {
      id: 'help',
      label: 'Keyboard shortcuts',
      icon: Keyboard,
      group: 'General',
      shortcut: '?',
      run: () => setIsHelpOpen(true),
    },
  ])

  const rail = {
    ...account,
    onOpenPalette: () => {
      setIsMenuOpen(false)
      setIsPaletteOpen(true)
    },
    onShowShortcuts: () => setIsHelpOpen(true),
  }

  return (
    <div className="flex h-dvh">
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md border bg-background px-3 py-1.5 text-sm focus:translate-y-0"
      >
        Skip to content
      </a>
      <div className={cn('hidden shrink-0 border-r bg-surface rail:block', isCollapsed ? 'w-14' : 'w-55')}>
        <Rail {...rail} isCollapsed={isCollapsed} onToggle={toggleRail} />
      </div>
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="flex h-11 shrink-0 items-center gap-2 border-b bg-surface px-2 rail:hidden">
          <Button variant="ghost" size="icon" aria-label="Open the menu" onClick={() => setIsMenuOpen(true)}>
            <Menu />
          </Button>
          <Logo className="size-4" />
          <span className="min-w-0 flex-1 truncate font-semibold text-sm">{account.workspace.name}</span>
          <UnreadLink />
          <Button variant="ghost" size="icon" aria-label="Search and commands" onClick={() => setIsPaletteOpen(true)}>
            <Search />
          </Button>
        </header>
        <main id="main" tabIndex={-1} className="flex min-h-0 flex-1 flex-col focus:outline-none">
          {children}
        </main>
      </div>
      <Sheet open={isMenuOpen} onOpenChange={setIsMenuOpen} title="Menu">
        <Rail {...rail} onNavigate={() => setIsMenuOpen(false)} />
      </Sheet>
      <CommandPalette open={isPaletteOpen} onOpenChange={setIsPaletteOpen} />
      <ShortcutHelp open={isHelpOpen} onOpenChange={setIsHelpOpen} />
    </div>
  )
}
