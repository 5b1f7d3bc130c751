import { useQueryClient } from '@tanstack/react-query'
import { useAction } from '@/components/data/use-action'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { formatNumber } from '@/components/ui/format-number'
import { Progress } from '@/components/ui/progress'
import { RelativeTime } from '@/components/ui/relative-time'
import type { SummaryModelDto } from '@/lib/schemas/summary'
import { SettingsRow } from '../settings-list'
import { retryJobAction } from './actions'
import { summaryModelQuery } from './queries'

type SummaryProgressRowProps = { chosen: SummaryModelDto; title: string }

/** What is chosen, how many modules have their summaries by it, and what keeps the others from it. */
export function SummaryProgressRow({ chosen, title }: SummaryProgressRowProps) {
  const { modules, summarized, job } = chosen
  const client = useQueryClient()
  const retry = useAction(retryJobAction, {
    onSuccess: () => void client.invalidateQueries({ queryKey: summaryModelQuery().queryKey }),
  })
  const isComplete = summarized >= modules
  const problem = isComplete || job === null ? null : job.error
  const state: { label: string; tone: BadgeTone } = isComplete
    ? { label: 'Up to date', tone: 'success' }
    : job?.state === 'failed'
      ? { label: 'Failed', tone: 'danger' }
      : { label: job?.state === 'running' ? 'Being written' : 'Waiting', tone: 'accent' }
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
        {modules === 0
          ? 'No published module yet'
          : isComplete
            ? `${formatNumber(modules)} modules, all summarized`
            : `${formatNumber(summarized)} of ${formatNumber(modules)} modules`}
      </p>
      {!isComplete && <Progress className="basis-full" label="Modules summarized" value={summarized} max={modules} />}
      {problem !== null && job !== null && (
        <Notice
          tone={job.state === 'failed' ? 'danger' : 'warning'}
          className="basis-full"
          title={job.state === 'failed' ? 'The rest could not be written' : 'The rest could not be written yet'}
          action={
            job.state === 'failed' && (
              <Button size="sm" isPending={retry.isPending} onClick={() => retry.mutate({ id: job.id })}>
                Try again
              </Button>
            )
          }
        >
          <p className="break-words">{problem}</p>
          {job.state === 'waiting' && (
            <p>
              Tried again <RelativeTime date={job.startAfter} />. Until then the earlier summaries serve.
            </p>
          )}
        </Notice>
      )}
    </SettingsRow>
  )
}
