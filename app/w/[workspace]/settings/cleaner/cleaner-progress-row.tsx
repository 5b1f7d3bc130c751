import { useQueryClient } from '@tanstack/react-query'
import { useAction } from '@/components/data/use-action'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { Progress } from '@/components/ui/progress'
import type { CleanerDto } from '@/lib/schemas/cleaner'
import { SettingsRow } from '../settings-list'
import { retryJobAction } from './actions'
import { describeProgress } from './cleaner-words'
import { cleanerQuery } from './queries'

/** How many modules are prepared by the setting, and what keeps the others from it. */
export function CleanerProgressRow({ cleaner }: { cleaner: CleanerDto }) {
  const { modules, prepared, job } = cleaner
  const client = useQueryClient()
  const retry = useAction(retryJobAction, {
    onSuccess: () => void client.invalidateQueries({ queryKey: cleanerQuery().queryKey }),
  })
  const isComplete = prepared >= modules
  const isFailed = job?.state === 'failed'
  const state: { label: string; tone: BadgeTone } = isComplete
    ? { label: 'Up to date', tone: 'success' }
    : isFailed
      ? { label: 'Failed', tone: 'danger' }
      : { label: job?.state === 'running' ? 'Being prepared' : 'Waiting', tone: 'accent' }
  return (
    <SettingsRow
      main={
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium text-sm">
          Modules <Badge tone={state.tone}>{state.label}</Badge>
        </p>
      }
    >
      <p role="status" className="text-fg-muted text-xs tabular-nums">
        {describeProgress(cleaner)}
      </p>
      {!isComplete && <Progress className="basis-full" label="Modules prepared" value={prepared} max={modules} />}
      {!isComplete && job?.error && (
        <Notice
          tone={isFailed ? 'danger' : 'warning'}
          className="basis-full"
          title={isFailed ? 'The rest could not be prepared' : 'The rest could not be prepared yet'}
          action={
            isFailed && (
              <Button size="sm" isPending={retry.isPending} onClick={() => retry.mutate({ id: job.id })}>
                Try again
              </Button>
            )
          }
        >
          <p className="break-words">{job.error}</p>
        </Notice>
      )}
    </SettingsRow>
  )
}
