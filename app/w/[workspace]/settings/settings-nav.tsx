'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { SETTINGS_GROUPS, SETTINGS_PAGES } from '@/components/frame/settings-pages'
import { cn } from '@/components/ui/cn'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import { WorkspaceLink } from '@/components/workspace/workspace-link'

/**
 * The pages of the settings in groups, at the left; one row under 900 px.
 * @param isAdmin else what only admins see is not offered
 */
export function SettingsNav({ isAdmin }: { isAdmin: boolean }) {
  const path = usePathname()
  const toPath = useWorkspacePath()
  const nav = useRef<HTMLElement>(null)
  // on a narrow screen the current one may be out of sight
  useEffect(() => {
    const current = nav.current?.querySelector(`[href="${path}"]`)
    current?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [path])
  const groups = SETTINGS_GROUPS.map((group) => ({
    group,
    pages: SETTINGS_PAGES.filter((page) => page.group === group && (isAdmin || !page.isForAdmins)),
  })).filter(({ pages }) => pages.length > 0)
  return (
    <nav
      ref={nav}
      aria-label="Settings"
      className="flex shrink-0 max-rail:gap-4 max-rail:overflow-x-auto max-rail:border-b max-rail:px-4 rail:w-48 rail:flex-col rail:gap-4 rail:overflow-y-auto rail:border-r rail:p-2 rail:pt-3"
    >
      {groups.map(({ group, pages }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
        <div
          key={group}
          role="group"
          aria-label={group}
          className="max-rail:contents rail:flex rail:flex-col rail:gap-0.5"
        >
          <p aria-hidden className="px-2 pb-1 text-fg-faint text-xs max-rail:hidden">
            {group}
          </p>
          {pages.map(({ href, label }) => {
            const isCurrent = path === toPath(href)
            return (
              <WorkspaceLink
                key={href}
                href={href}
                aria-current={isCurrent ? 'page' : undefined}
                className={cn(
                  'shrink-0 text-fg-muted text-sm hover:text-fg focus-visible:-outline-offset-2',
                  'max-rail:-mb-px max-rail:border-transparent max-rail:border-b-2 max-rail:py-2',
                  'rail:flex rail:h-8 rail:items-center rail:rounded-md rail:px-2 rail:hover:bg-muted',
                  isCurrent && 'font-medium text-fg max-rail:border-fg rail:bg-muted',
                )}
              >
                {label}
              </WorkspaceLink>
            )
          })}
        </div>
      ))}
    </nav>
  )
}
