import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useAction } from '@/components/data/use-action'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { Progress } from '@/components/ui/progress'
import { RelativeTime } from '@/components/ui/relative-time'
import type { JobDto } from '@/lib/schemas/workspaces/job'
import { retryJobAction } from './job-actions'
import { SettingsRow } from './settings-list'

type ProgressRowProps = {
  title: string
  /** Modules, and those of them that the work is done for. */
  total: number
  done: number
  /** How far it is, in words. */
  progress: string
  /** What the work makes of a module: `prepared` or `written`. */
  verb: string
  /** What serves while a failed job waits for its next try. */
  meanwhile: string
  /** The newest job that does the work. */
  job: JobDto | null
  /** Asked for anew after a retry. */
  queryKey: QueryKey
}

/** How far a setting has reached the modules in the background, and what keeps the rest from it. */
export function ProgressRow({ title, total, done, progress, verb, meanwhile, job, queryKey }: ProgressRowProps) {
  const client = useQueryClient()
  const retry = useAction(retryJobAction, { onSuccess: () => void client.invalidateQueries({ queryKey }) })
  const isComplete = done >= total
  const isFailed = job?.state === 'failed'
  const state: { label: string; tone: BadgeTone } = isComplete
    ? { label: 'Up to date', tone: 'success' }
    : isFailed
      ? { label: 'Failed', tone: 'danger' }
      : { label: job?.state === 'running' ? `Being ${verb}` : 'Waiting', tone: 'accent' }
  return (
    <SettingsRow
      main={
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium text-sm">
          <span className="min-w-0 [overflow-wrap:anywhere]">{title}</span>
          <Badge tone={state.tone}>{state.label}</Badge>
        </p>
      }
    >
      <p role="status" className="text-fg-muted text-xs tabular-nums">
        {progress}
      </p>
      {!isComplete && <Progress className="basis-full" label={`Modules ${verb}`} value={done} max={total} />}
      {!isComplete && job?.error && (
        <Notice
          tone={isFailed ? 'danger' : 'warning'}
          className="basis-full"
          title={`The rest could not be ${verb}${isFailed ? '' : ' yet'}`}
          action={
            isFailed && (
              <Button size="sm" isPending={retry.isPending} onClick={() => retry.mutate({ id: job.id })}>
                Try again
              </Button>
            )
          }
        >
          <p className="break-words">{job.error}</p>
          {job.state === 'waiting' && (
            <p>
              It is tried again <RelativeTime date={job.startAfter} isAhead />. {meanwhile}
            </p>
          )}
        </Notice>
      )}
    </SettingsRow>
  )
}
