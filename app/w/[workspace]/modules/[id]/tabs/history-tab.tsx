'use client'

import { useQuery } from '@tanstack/react-query'
import { GitCompareArrows } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ErrorState, LoadedBefore } from '@/components/ui/error-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Skeleton } from '@/components/ui/skeleton'
import { Tokens } from '@/components/ui/tokens'
import { versionsQuery } from '../queries'

type HistoryTabProps = { id: string; onCompare: (version: number) => void }

export function HistoryTab({ id, onCompare }: HistoryTabProps) {
  const { data, error, refetch } = useQuery(versionsQuery(id))
  if (error && !data) {
    return (
      <ErrorState title="The history could not be loaded" description={error.message} onRetry={() => void refetch()} />
    )
  }
  if (!data) {
    return (
      <div className="flex flex-col gap-3 p-4" role="status" aria-label="Loading the history">
        <Skeleton className="h-10" />
        <Skeleton className="h-10" />
      </div>
    )
  }
  if (data.items.length === 0) {
    return <p className="p-4 text-fg-muted text-sm">Nothing is published yet. Each publish makes a version.</p>
  }
  return (
    <>
      <LoadedBefore error={error} className="px-4 py-2" />
      <ol>
        {data.items.map((version) => (
          <li key={version.version} className="flex items-start gap-3 border-b px-4 py-2.5">
            <span className="tabular w-9 shrink-0 font-medium text-sm">v{version.version}</span>
            <div className="min-w-0 flex-1">
              <p className="text-sm">
                {version.message || <span className="text-fg-faint">No message</span>}{' '}
                {version.isProduction && <Badge tone="success">Production</Badge>}{' '}
                {version.versionLabel && <Badge>{version.versionLabel}</Badge>}
              </p>
              <p className="mt-0.5 text-fg-faint text-xs">
                {version.author.name && `${version.author.name}, `}
                <RelativeTime date={version.createdAt} /> · <Tokens value={version.tokenCount} hasUnit />
              </p>
            </div>
            <Button
              size="sm"
              onClick={() => onCompare(version.version)}
              aria-label={`Compare version ${version.version}`}
            >
              <GitCompareArrows />
              Compare
            </Button>
          </li>
        ))}
      </ol>
    </>
  )
}
