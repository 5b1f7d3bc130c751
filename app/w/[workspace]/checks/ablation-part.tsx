'use client'

import { useQuery } from '@tanstack/react-query'
import { Unplug } from 'lucide-react'
import { useState } from 'react'
import { CsvButton } from '@/components/data/csv-button'
import { useReleaseName } from '@/components/release/release-name'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState, LoadedBefore, Notice } from '@/components/ui/error-state'
import { formatCount, formatNumber } from '@/components/ui/format-number'
import { RelativeTime } from '@/components/ui/relative-time'
import { Skeleton } from '@/components/ui/skeleton'
import type { AblationDto, AblationSummaryDto } from '@/lib/schemas/query-sets/ablation'
import type { NamedQuerySetDto } from '@/lib/schemas/query-sets/query-set'
import { toAblationTable } from './ablation-rows'
import { AblationTable } from './ablation-table'
import { describeRest, isTold } from './ablation-words'
import { ablationQuery, ablationsQuery } from './queries'
import { RunningLine } from './running-line'
import { useFollowed } from './use-followed'

type AblationPartProps = { set: NamedQuerySetDto; release: string | undefined; canRun: boolean }

/** What a query set would be like if one module were not there, for each module. */
export function AblationPart({ set, release, canRun }: AblationPartProps) {
  const following = useFollowed<AblationSummaryDto>({
    ...{ start: `/query-sets/${set.id}/ablations`, each: '/ablations' },
    release,
  })
  const list = useQuery(ablationsQuery(set.id, release))
  const latest = following.run ?? list.data?.items[0] ?? null
  const shown = useQuery(ablationQuery(latest?.id, latest?.done ?? 0))
  if (list.error && !list.data) {
    return (
      <ErrorState
        title="This could not be loaded"
        description={list.error.message}
        onRetry={() => void list.refetch()}
      />
    )
  }
  if (!list.data) return <Skeleton className="h-48 w-full" />
  const begin = canRun && set.queries.length > 0 && (
    <Button isPending={following.isBusy} onClick={() => following.start()}>
      {latest ? 'Leave out again' : 'Leave out each module'}
    </Button>
  )
  if (!latest) {
    return (
      <>
        {following.error && <Notice title={following.error.message} requestId={following.error.requestId} />}
        <EmptyState
          icon={Unplug}
          title="No module was left out yet"
          description="Every query is composed once more without each module that its search met: which checks break, which labels are no longer found, and how many tokens that saves. Other contexts cannot change, and are not composed."
        >
          {begin}
        </EmptyState>
      </>
    )
  }
  return (
    <div className="space-y-3">
      {following.error && <Notice title={following.error.message} requestId={following.error.requestId} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {latest.status === 'running' ? (
          <RunningLine
            done={latest.done}
            total={latest.total}
            unit={['context', 'contexts']}
            onCancel={canRun && following.isBusy ? () => following.cancel() : undefined}
            onGoOn={canRun && !following.isBusy ? () => following.goOn(latest.id) : undefined}
          />
        ) : (
          <AblationLine ablation={latest} />
        )}
        {latest.status !== 'running' && <span className="ml-auto">{begin}</span>}
      </div>
      {latest.error && <Notice tone="warning" title={latest.error} />}
      {latest.setRevision !== set.revision && (
        <p className="text-fg-muted text-sm">The set was changed since: leave the modules out again.</p>
      )}
      <LoadedBefore error={list.error} />
      {shown.error && <Notice title={shown.error.message} />}
      {shown.data && <Found ablation={shown.data} nameOf={(id) => set.moduleNames[id] ?? id} />}
    </div>
  )
}

/** When it was, whose, and on what. */
function AblationLine({
  ablation: { status, done, total, startedAt, startedBy, releaseId },
}: {
  ablation: AblationSummaryDto
}) {
  const nameRelease = useReleaseName()
  return (
    <p className="text-fg-muted text-sm">
      {status === 'cancelled' ? `Cancelled after ${formatNumber(done)} of ${formatCount(total, 'context')}, ` : ''}
      <RelativeTime date={startedAt} /> by {startedBy.name}, on {nameRelease(releaseId) ?? '…'}
    </p>
  )
}

function Found({ ablation, nameOf }: { ablation: AblationDto; nameOf: (moduleId: string) => string }) {
  const [isWorseOnly, setIsWorseOnly] = useState(false)
  const told = ablation.modules.filter(isTold)
  const worse = told.filter(({ better }) => better > 0)
  const rest = ablation.status === 'running' ? [] : describeRest(ablation)
  if (told.length === 0) {
    if (ablation.status === 'running') return <Skeleton className="h-32 w-full" />
    return <p className="text-fg-muted text-sm">None of the modules that were left out makes a difference.</p>
  }
  return (
    <>
      {worse.length > 0 && (
        <div className="flex flex-wrap items-center gap-2">
          <p className="text-danger text-sm">
            {formatCount(worse.length, 'module makes', 'modules make')} a labelled query worse.
          </p>
          <Button size="sm" aria-pressed={isWorseOnly} onClick={() => setIsWorseOnly(!isWorseOnly)}>
            {isWorseOnly ? 'Show all modules' : 'Only these'}
          </Button>
        </div>
      )}
      <span className="flex justify-end">
        <CsvButton name="without each module" read={() => toAblationTable(ablation)} />
      </span>
      <AblationTable
        modules={isWorseOnly && worse.length > 0 ? worse : told}
        contexts={ablation.contexts}
        nameOf={nameOf}
      />
      {rest.map((sentence) => (
        <p key={sentence} className="text-fg-muted text-sm">
          {sentence}
        </p>
      ))}
    </>
  )
}
