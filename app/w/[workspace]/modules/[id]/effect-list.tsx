'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowUpRight } from 'lucide-react'
import { BrokenPrefixes } from '@/components/context/broken-prefixes'
import { compareHref } from '@/components/context/compare/comparison-query'
import { ClientError } from '@/components/data/api-client'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { describeChange, describeEffect, describeQuestions } from './effect-words'
import { effectQuery } from './queries'

type EffectListProps = {
  id: string
  /** Of the draft as it is saved; 0 without one. */
  revision: number
}

/** What the saved draft does to the contexts of recent questions, the largest effect first; each opens as a comparison. */
export function EffectList({ id, revision }: EffectListProps) {
  const { data, error } = useQuery(effectQuery(id, revision))
  if (revision === 0) {
    return (
      <EmptyState
        title="No draft"
        description="What a draft would do to the contexts of recent questions shows here."
      />
    )
  }
  if (error && !data) {
    return <Notice title={error.message} requestId={error instanceof ClientError ? error.requestId : undefined} />
  }
  if (!data) {
    return (
      <div role="status" aria-label="Composing recent questions with this draft" className="space-y-2">
        <Skeleton className="h-5 w-2/3" />
        <Skeleton className="h-12 w-full" />
        <Skeleton className="h-12 w-full" />
      </div>
    )
  }
  if (data.compared + data.notComposed === 0) {
    return (
      <p className="text-fg-muted text-sm">
        Nobody has asked anything yet, so there is no context that it could change.
      </p>
    )
  }
  return (
    <div>
      <BrokenPrefixes {...data.prefixes} verb="Publishing" />
      <p className="font-medium text-sm">{describeEffect(data)}</p>
      <p className="text-fg-muted text-xs">{describeQuestions(data)}</p>
      <ul aria-label="Contexts that change" className="mt-2 border-t">
        {data.changes.map((change) => (
          <li key={change.compositionId} className="border-b">
            <WorkspaceLink
              href={compareHref(change.a, change.b)}
              target="_blank"
              className="grid grid-cols-[1fr_auto] items-start gap-2 px-1 py-2 hover:bg-muted focus-visible:-outline-offset-2"
            >
              <span className="min-w-0">
                <span className="line-clamp-2 text-sm [overflow-wrap:anywhere]">{change.query}</span>
                <span className="block text-fg-muted text-xs">{describeChange(change)}</span>
              </span>
              <ArrowUpRight className="mt-0.5 size-3.5 text-fg-faint" aria-label="opens in a new tab" role="img" />
            </WorkspaceLink>
          </li>
        ))}
      </ul>
    </div>
  )
}
