'use client'

import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useReleaseName } from '@/components/release/release-name'
import { Badge } from '@/components/ui/badge'
import { Notice } from '@/components/ui/error-state'
import { formatCount, formatPercent } from '@/components/ui/format-number'
import { RelativeTime } from '@/components/ui/relative-time'
import type { RunSummaryDto } from '@/lib/schemas/query-sets/check-run'
import { RunningLine } from './running-line'

/** What came of a run, in a few words. */
export function RunBadges({ run }: { run: RunSummaryDto }) {
  return (
    <>
      {run.failed > 0 ? (
        <Badge tone="danger">
          <CircleX aria-hidden />
          {formatCount(run.failed, 'check fails', 'checks fail')}
        </Badge>
      ) : (
        run.held > 0 && (
          <Badge tone="success">
            <CircleCheck aria-hidden />
            {run.held === 1 ? 'the check holds' : `all ${run.held} hold`}
          </Badge>
        )
      )}
      {run.broken > 0 && (
        <Badge tone="warning">
          <TriangleAlert aria-hidden />
          {formatCount(run.broken, 'query', 'queries')} not composed
        </Badge>
      )}
      {run.skipped > 0 && <Badge>{run.skipped} skipped</Badge>}
      {run.status === 'cancelled' && <Badge>cancelled</Badge>}
    </>
  )
}

type RunLineProps = {
  run: RunSummaryDto
  /** What is shown of it can be narrowed here. */
  filter: ReactNode
  isBusy: boolean
  onCancel: () => void
  onGoOn: (() => void) | undefined
}

/** The latest run: how far it is, or what came of it. */
export function RunLine({ run, filter, isBusy, onCancel, onGoOn }: RunLineProps) {
  const nameRelease = useReleaseName()
  if (run.status === 'running') {
    return (
      <RunningLine
        done={run.done}
        total={run.total}
        unit={['query', 'queries']}
        onCancel={isBusy ? onCancel : undefined}
        onGoOn={isBusy ? undefined : onGoOn}
      />
    )
  }
  const { metrics } = run
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-2 text-fg-muted text-sm">
        <RunBadges run={run} />
        {filter}
        <span>
          <RelativeTime date={run.startedAt} /> by {run.startedBy.name}, on {nameRelease(run.releaseId) ?? '…'}
        </span>
        {metrics && (
          <dl className="flex flex-wrap gap-x-3">
            <Metric name="found in the first 10" value={formatPercent(metrics.recall)} term="recall@10" />
            <Metric name="sent" value={formatPercent(metrics.sent)} term="share of the labels that are sent" />
            <Metric name="order" value={metrics.ndcg.toFixed(2)} term="nDCG@10: 1 is the best order" />
            <Metric name="first hit" value={metrics.mrr.toFixed(2)} term="MRR: 1 is the first place" />
            {metrics.evidence && (
              <Metric
                name="in 1k / 2k / 4k tokens"
                value={metrics.evidence.map(formatPercent).join(' / ')}
                term="share of the labels in the best texts that fit into so many tokens"
              />
            )}
          </dl>
        )}
      </div>
      {run.error && <Notice tone="warning" title={run.error} />}
    </div>
  )
}

function Metric({ name, value, term }: { name: string; value: string; term: string }) {
  return (
    <div className="flex gap-1" title={term}>
      <dt className="text-fg-faint">{name}:</dt>
      <dd className="tabular text-fg">{value}</dd>
    </div>
  )
}
