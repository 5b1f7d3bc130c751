'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { cn } from '@/components/ui/cn'

const TABS = [
  { href: '/settings/members', label: 'Members' },
  { href: '/settings/api-keys', label: 'API keys' },
  { href: '/settings/providers', label: 'Providers' },
  { href: '/settings/embedding', label: 'Embedding' },
  { href: '/settings/summaries', label: 'Summaries' },
  { href: '/settings/policy', label: 'Policy' },
  { href: '/settings/account', label: 'Account' },
  { href: '/settings/about', label: 'About' },
]

export function SettingsNav() {
  const path = usePathname()
  const nav = useRef<HTMLElement>(null)
  // on a narrow screen the current one may be out of sight
  useEffect(() => {
    const current = nav.current?.querySelector(`[href="${path}"]`)
    current?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [path])
  return (
    <nav ref={nav} aria-label="Settings" className="-mb-px flex gap-4 overflow-x-auto px-4">
      {TABS.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={path === href ? 'page' : undefined}
          className={cn(
            'shrink-0 border-transparent border-b-2 pb-2 text-fg-muted text-sm hover:text-fg focus-visible:-outline-offset-2',
            path === href && 'border-fg font-medium text-fg',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}
