'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { cn } from '@/components/ui/cn'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import { WorkspaceLink } from '@/components/workspace/workspace-link'

const TABS: { href: string; label: string; isForAdmins?: true }[] = [
  { href: '/settings/members', label: 'Members' },
  { href: '/settings/review', label: 'Review' },
  { href: '/settings/api-keys', label: 'API keys', isForAdmins: true },
  { href: '/settings/providers', label: 'Providers', isForAdmins: true },
  { href: '/settings/limits', label: 'Limits' },
  { href: '/settings/embedding', label: 'Embedding', isForAdmins: true },
  { href: '/settings/summaries', label: 'Summaries', isForAdmins: true },
  { href: '/settings/profiles', label: 'Profiles', isForAdmins: true },
  { href: '/settings/cleaner', label: 'Cleaner', isForAdmins: true },
  { href: '/settings/policy', label: 'Policy' },
  { href: '/settings/releases', label: 'Releases' },
  { href: '/settings/retention', label: 'Retention' },
  { href: '/settings/audit-log', label: 'Audit log', isForAdmins: true },
  { href: '/settings/account', label: 'Account' },
  { href: '/settings/about', label: 'About' },
]

/** @param isAdmin else what only admins see is not offered */
export function SettingsNav({ isAdmin }: { isAdmin: boolean }) {
  const path = usePathname()
  const toPath = useWorkspacePath()
  const nav = useRef<HTMLElement>(null)
  // on a narrow screen the current one may be out of sight
  useEffect(() => {
    const current = nav.current?.querySelector(`[href="${path}"]`)
    current?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [path])
  return (
    <nav ref={nav} aria-label="Settings" className="-mb-px flex gap-4 overflow-x-auto px-4">
      {TABS.filter(({ isForAdmins }) => isAdmin || !isForAdmins).map(({ href, label }) => (
        <WorkspaceLink
          key={href}
          href={href}
          aria-current={path === toPath(href) ? 'page' : undefined}
          className={cn(
            'shrink-0 border-transparent border-b-2 pb-2 text-fg-muted text-sm hover:text-fg focus-visible:-outline-offset-2',
            path === toPath(href) && 'border-fg font-medium text-fg',
          )}
        >
          {label}
        </WorkspaceLink>
      ))}
    </nav>
  )
}
