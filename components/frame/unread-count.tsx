'use client'

import { useQuery } from '@tanstack/react-query'
import { Inbox } from 'lucide-react'
import { unreadQuery } from '@/components/data/inbox-query'
import { cn } from '@/components/ui/cn'
import { formatNumber } from '@/components/ui/format-number'
import { WorkspaceLink } from '@/components/workspace/workspace-link'

/** How many notifications wait, beside the name of the inbox; nothing while none do. */
export function UnreadCount({ isCollapsed }: { isCollapsed?: boolean }) {
  const { data: unread = 0 } = useQuery(unreadQuery())
  if (unread === 0) return null
  return (
    <span
      className={cn(
        'tabular rounded-md bg-accent-fill px-1.5 text-accent-on text-xs',
        isCollapsed ? '-translate-y-2 absolute ml-5 scale-75' : 'ml-auto',
      )}
    >
      {unread > 99 ? '99+' : formatNumber(unread)}
      <span className="sr-only"> unread</span>
    </span>
  )
}

/** The way to the inbox where the rail is a menu; nothing while nothing waits. */
export function UnreadLink() {
  const { data: unread = 0 } = useQuery(unreadQuery())
  if (unread === 0) return null
  return (
    <WorkspaceLink
      href="/inbox"
      className="flex h-8 items-center gap-1.5 rounded-md px-1.5"
      aria-label={`Inbox: ${unread} unread`}
    >
      <Inbox className="size-4 text-fg-muted" aria-hidden />
      <UnreadCount />
    </WorkspaceLink>
  )
}
