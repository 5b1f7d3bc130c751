'use client'

import { useQuery } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState, LoadedBefore, Notice } from '@/components/ui/error-state'
import { formatCount } from '@/components/ui/format-number'
import { Progress } from '@/components/ui/progress'
import { Skeleton } from '@/components/ui/skeleton'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import type { Me } from '../../discussion/me'
import { describeRequired, nameTarget } from '../change-words'
import { changeChecksQuery } from '../queries'
import { CheckedSet } from './checked-set'
import { useChangeChecks } from './use-change-checks'

type ChecksTabProps = { change: ChangeRequestDto; canRun: boolean; me: Me }

/** What the query sets say of the change: the required ones decide whether it is merged. */
export function ChecksTab({ change, canRun, me }: ChecksTabProps) {
  if (change.releaseId === null) {
    return (
      <EmptyState
        title={change.status === 'merged' ? `It is in ${nameTarget(change.target)} now` : 'It is closed'}
        description="Checks run while a change request is open. What they say of a release stands under Checks."
      />
    )
  }
  return <OpenChecks change={change} releaseId={change.releaseId} canRun={canRun} me={me} />
}

type OpenChecksProps = { change: ChangeRequestDto; releaseId: string; canRun: boolean; me: Me }

function OpenChecks({ change, releaseId, canRun, me }: OpenChecksProps) {
  const { number, checksState } = change
  const result = useQuery(changeChecksQuery(number, checksState))
  const { running, error, start, cancel } = useChangeChecks(change)
  if (result.error && !result.data) {
    return (
      <ErrorState
        title="The checks could not be loaded"
        description={result.error.message}
        onRetry={() => void result.refetch()}
      />
    )
  }
  if (!result.data) return <Skeleton className="m-4 h-40" />
  const { items, moduleNames } = result.data
  if (items.length === 0) {
    return (
      <EmptyState
        title="No query set has a check yet"
        description="A query set says what contexts should be like. A required one keeps a change from being merged while a check of it fails."
      >
        <Button asChild>
          <WorkspaceLink href="/checks">Go to Checks</WorkspaceLink>
        </Button>
      </EmptyState>
    )
  }
  const required = items.filter(({ isRequired }) => isRequired)
  const toRun = required.length > 0 ? required : items
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="space-y-2 border-b px-4 py-2.5">
        <div className="flex min-h-7 flex-wrap items-center gap-2 text-sm" role="status">
          {running ? (
            <>
              <Progress value={running.done} max={running.total || 1} label="Queries that are done" className="w-40" />
              <span className="tabular text-fg-muted">
                {running.done} of {formatCount(running.total, 'query', 'queries')} · {running.name}
              </span>
              <Button size="sm" className="ml-auto" onClick={cancel}>
                Cancel
              </Button>
            </>
          ) : (
            <>
              <span className="font-medium">{describeRequired(required)}</span>
              {canRun && (
                <Button size="sm" className="ml-auto" onClick={() => void start(toRun)}>
                  <Play />
                  {required.length > 0 ? 'Run the required sets' : 'Run all'}
                </Button>
              )}
            </>
          )}
        </div>
        {error && <Notice title={error.message} requestId={error.requestId} />}
        <LoadedBefore error={result.error} />
      </div>
      <ul aria-label="Query sets">
        {items.map((set) => (
          <CheckedSet
            key={set.querySetId}
            {...{ set, number, me }}
            nameOf={(id) => moduleNames[id] ?? id}
            target={nameTarget(change.target)}
            releaseId={releaseId}
            onRun={canRun && !running ? () => void start([set]) : undefined}
          />
        ))}
      </ul>
    </div>
  )
}
