'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { SETTINGS_PAGES } from '@/components/frame/settings-pages'
import { cn } from '@/components/ui/cn'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import { WorkspaceLink } from '@/components/workspace/workspace-link'

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
      {SETTINGS_PAGES.filter(({ isForAdmins }) => isAdmin || !isForAdmins).map(({ href, label }) => (
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
