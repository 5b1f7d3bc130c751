'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { runQuery } from '@/app/w/[workspace]/checks/queries'
import type { InspectorTab } from '@/components/context/inspector-tabs'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { ErrorState } from '@/components/ui/error-state'
import { formatCount } from '@/components/ui/format-number'
import { Skeleton } from '@/components/ui/skeleton'
import type { RunSummaryDto } from '@/lib/schemas/query-sets/check-run'
import { CheckRow } from './check-row'
import type { CheckPlace } from './discussed-checks'

const PAGE = 50
const NONE: never[] = []

type HoldingChecksProps = {
  /** Of the query set. */
  name: string
  run: RunSummaryDto
  nameOf: (moduleId: string) => string
  /** Is told which are shown. */
  onShow: (checks: CheckPlace[]) => void
  toHref: (opened: { query: string; check: number; tab: InspectorTab }) => string
  below: (check: CheckPlace) => ReactNode
}

/** The checks of a run that hold: read when somebody asks for them. */
export function HoldingChecks({ name, run, nameOf, onShow, toHref, below }: HoldingChecksProps) {
  const [shown, setShown] = useState(0)
  const { data, error, refetch } = useQuery({ ...runQuery(run.id, run.done), enabled: shown > 0 })
  const holding = useMemo(
    () =>
      data?.results.flatMap(({ queryId, text, outcomes }) =>
        outcomes.flatMap((outcome, check) =>
          outcome.status === 'holds' ? [{ queryId, query: text, check, outcome }] : [],
        ),
      ) ?? NONE,
    [data],
  )
  useEffect(() => onShow(holding.slice(0, shown)), [holding, shown, onShow])
  const isOpen = shown > 0
  return (
    <div>
      <Button
        size="sm"
        variant="ghost"
        aria-expanded={isOpen}
        aria-label={`${formatCount(run.held, 'check holds', 'checks hold')} of ${name}`}
        onClick={() => setShown(isOpen ? 0 : PAGE)}
      >
        <ChevronRight className={cn('transition-transform', isOpen && 'rotate-90')} />
        {formatCount(run.held, 'check holds', 'checks hold')}
      </Button>
      {isOpen && error && (
        <ErrorState title="The checks could not be loaded" description={error.message} onRetry={() => void refetch()} />
      )}
      {isOpen && !error && !data && <Skeleton className="h-16" />}
      {isOpen && holding.length > 0 && (
        <ul aria-label={`What holds of ${name}`} className="space-y-1">
          {holding.slice(0, shown).map((each) => (
            <CheckRow
              key={`${each.queryId} ${each.check}`}
              query={each.query}
              outcome={each.outcome}
              nameOf={nameOf}
              href={toHref({ query: each.queryId, check: each.check, tab: each.outcome.opens.tab })}
            >
              {below(each)}
            </CheckRow>
          ))}
        </ul>
      )}
      {isOpen && holding.length > shown && (
        <Button size="sm" onClick={() => setShown(shown + PAGE)}>
          Show {formatCount(Math.min(PAGE, holding.length - shown), 'more', 'more')}
        </Button>
      )}
    </div>
  )
}
