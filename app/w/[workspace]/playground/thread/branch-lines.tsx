'use client'

import { useQuery } from '@tanstack/react-query'
import { GitBranch } from 'lucide-react'
import { branchesQuery } from '@/app/w/[workspace]/playground/queries'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ConversationBranches } from '@/lib/schemas/conversations/conversation'

type Line = { conversationId: string; title: string; isOrigin: boolean }

/** The same one each time: what shows none is not shown again. */
const NO_LINES: Line[] = []

/** By the message after which they part: the conversation that this one came from, and those that came from it. */
export function useBranchLines(conversationId: string | null): (messageId: string | null) => Line[] {
  const { data } = useQuery({ ...branchesQuery(conversationId ?? ''), enabled: conversationId !== null })
  return (messageId) => (data ? linesAt(data, messageId) : NO_LINES)
}

function linesAt({ origin, branches }: ConversationBranches, messageId: string | null): Line[] {
  const from = origin?.messageId === messageId && origin ? [{ ...origin, isOrigin: true }] : []
  const to = branches.filter((branch) => branch.messageId === messageId).map((each) => ({ ...each, isOrigin: false }))
  if (from.length + to.length === 0) return NO_LINES
  return [...from, ...to].map(({ id, title, isOrigin }) => ({ conversationId: id, title, isOrigin }))
}

/** Where conversations part. */
export function BranchLines({ lines }: { lines: Line[] }) {
  if (lines.length === 0) return null
  return (
    <ul aria-label="Branches" className="space-y-1">
      {lines.map(({ conversationId, title, isOrigin }) => (
        <li key={conversationId} className="flex items-center gap-2 text-fg-faint text-xs">
          <span className="h-px flex-1 bg-line" aria-hidden />
          <GitBranch className="size-3 shrink-0" aria-hidden />
          <span className="max-w-80 truncate">
            {isOrigin ? 'branched from ' : 'goes on another way in '}
            <WorkspaceLink
              href={`/playground?conversation=${encodeURIComponent(conversationId)}`}
              className="underline-offset-2 hover:text-fg hover:underline"
            >
              {title}
            </WorkspaceLink>
          </span>
          <span className="h-px flex-1 bg-line" aria-hidden />
        </li>
      ))}
    </ul>
  )
}
