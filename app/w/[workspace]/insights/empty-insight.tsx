'use client'

import { createContext, useContext } from 'react'
import { buttonVariants } from '@/components/ui/button'
import { WorkspaceLink } from '@/components/workspace/workspace-link'

/** What fills a list: most are filled by asking. */
const NEXT = {
  ask: { href: '/playground', label: 'Ask a question' },
  provider: { href: '/settings/providers', label: 'Add a provider' },
  module: { href: '/modules', label: 'To the modules' },
} as const

/** What the person may do of it; reading modules is for all. */
export const MayFill = createContext({ ask: false, provider: false })

type EmptyInsightProps = {
  children: string
  /** Null where it is good news that the list is empty. */
  next?: keyof typeof NEXT | null
}

/** Why a list is empty, and what fills it. */
export function EmptyInsight({ children, next = 'ask' }: EmptyInsightProps) {
  const may = { ...useContext(MayFill), module: true }
  return (
    <div className="flex flex-wrap items-center gap-3 py-6">
      <p className="text-fg-muted text-sm">{children}</p>
      {next && may[next] && (
        <WorkspaceLink href={NEXT[next].href} className={buttonVariants({ size: 'sm' })}>
          {NEXT[next].label}
        </WorkspaceLink>
      )}
    </div>
  )
}
