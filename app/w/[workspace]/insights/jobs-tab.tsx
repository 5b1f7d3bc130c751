'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useAction } from '@/components/data/use-action'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { formatNumber } from '@/components/ui/format-number'
import { RelativeTime } from '@/components/ui/relative-time'
import type { JobDto, JobListDto } from '@/lib/schemas/workspaces/job'
import { retryJobAction } from './actions'
import { InsightSection } from './insight-section'
import { JOB_NAMES } from './job-names'
import { jobsQuery } from './queries'

const STATES: Record<JobDto['state'], { label: string; tone: BadgeTone }> = {
  failed: { label: 'Failed', tone: 'danger' },
  running: { label: 'Running', tone: 'accent' },
  waiting: { label: 'Waiting', tone: 'neutral' },
  completed: { label: 'Done', tone: 'success' },
}

export function JobsTab({ canWrite }: { canWrite: boolean }) {
  const result = useQuery(jobsQuery())
  return (
    <InsightSection
      title="Background jobs"
      description="Work that nobody waits for. A job that fails is tried again, later each time; one that was cut off is done again."
      result={result}
    >
      {(list) => (
        <>
          <Counts counts={list.counts} />
          {list.items.length === 0 ? (
            <p className="py-6 text-fg-muted text-sm">
              Nothing has run in the last seven days. Publish a module or compose a context, and there is something to
              do.
            </p>
          ) : (
            <ul aria-label="Jobs" className="divide-y rounded-md border">
              {list.items.map((job) => (
                <JobRow key={job.id} job={job} canWrite={canWrite} />
              ))}
            </ul>
          )}
        </>
      )}
    </InsightSection>
  )
}

function Counts({ counts }: Pick<JobListDto, 'counts'>) {
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 py-1 text-xs">
      {(['running', 'waiting', 'failed', 'completed'] as const).map((state) => (
        <div key={state} className="flex items-baseline gap-1.5">
          <dt className="text-fg-muted">{STATES[state].label}</dt>
          <dd className="tabular font-medium text-sm">{formatNumber(counts[state])}</dd>
        </div>
      ))}
    </dl>
  )
}

function JobRow({ job, canWrite }: { job: JobDto; canWrite: boolean }) {
  const client = useQueryClient()
  const retry = useAction(retryJobAction, {
    onSuccess: () => void client.invalidateQueries({ queryKey: ['insights', 'jobs'] }),
  })
  const { id, name, state, attempts, error, createdAt, completedAt } = job
  const title = JOB_NAMES[name] ?? name
  return (
    <li className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5 text-sm">
      <span className="w-17 shrink-0">
        <Badge tone={STATES[state].tone}>{STATES[state].label}</Badge>
      </span>
      <span className="min-w-0 flex-1 basis-48 truncate">{title}</span>
      <span className="text-fg-muted text-xs">
        {attempts > 1 && `attempt ${attempts} · `}
        <RelativeTime date={completedAt ?? createdAt} hasSeconds />
      </span>
      {state === 'failed' && canWrite && (
        <Button
          size="sm"
          variant="ghost"
          isPending={retry.isPending}
          aria-label={`Run again: ${title}`}
          onClick={() => retry.mutate({ id })}
        >
          <RotateCw aria-hidden />
          Run again
        </Button>
      )}
      {error && <p className="basis-full break-words font-mono text-danger text-xs">{error}</p>}
    </li>
  )
}
