'use client'

import { CircleX } from 'lucide-react'
import { createSerializer } from 'nuqs/server'
import type { ReactNode } from 'react'
import { RunBadges } from '@/app/w/[workspace]/checks/run-line'
import { checksSearchParams } from '@/app/w/[workspace]/checks/search-params'
import type { InspectorTab } from '@/components/context/inspector-tabs'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { formatCount } from '@/components/ui/format-number'
import { RelativeTime } from '@/components/ui/relative-time'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ChangeCheckSetDto, FailingCheckDto } from '@/lib/schemas/change-checks'
import { describeCheck } from '@/lib/schemas/describe-check'
import type { Me } from '../../discussion/me'
import { describeBefore } from '../change-words'
import { useDiscussedChecks } from './discussed-checks'

const toSearch = createSerializer(checksSearchParams)
/** The rest is one click away, in Checks. */
const SHOWN = 50

type CheckedSetProps = {
  number: number
  set: ChangeCheckSetDto
  releaseId: string
  me: Me
  onRun: (() => void) | undefined
}

/** A query set: what came of it with the change, and what fails. */
export function CheckedSet({ number, set, releaseId, me, onRun }: CheckedSetProps) {
  const { querySetId, name, isRequired, isProposed, queries, run, isCurrent, failing, notComposed } = set
  const discussed = useDiscussedChecks(number, querySetId, me)
  const toHref = (opened: (Pick<FailingCheckDto, 'check'> & { query: string; tab: InspectorTab }) | null) =>
    `/checks${toSearch({ set: querySetId, release: releaseId, ...opened })}`
  return (
    <li className="space-y-2 border-b px-4 py-3">
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <WorkspaceLink href={toHref(null)} className="rounded-md font-medium hover:underline">
          {name}
        </WorkspaceLink>
        {isRequired ? <Badge tone="accent">required</Badge> : <Badge>advisory</Badge>}
        {isProposed && <Badge>as proposed</Badge>}
        {run ? (
          <RunBadges run={run} />
        ) : (
          <span className="text-fg-muted text-xs">{formatCount(queries, 'query', 'queries')}, not run yet</span>
        )}
        {run && (
          <span className="text-fg-muted text-xs">
            <RelativeTime date={run.startedAt} />
            {!isCurrent && ' · the change, the set or production has changed since'}
          </span>
        )}
        {onRun && (
          <Button size="sm" variant="ghost" className="ml-auto" aria-label={`Run ${name}`} onClick={onRun}>
            Run
          </Button>
        )}
      </div>
      {failing.length + notComposed.length > 0 && (
        <ul aria-label={`What fails of ${name}`} className="space-y-1">
          {failing.slice(0, SHOWN).map((each) => (
            <FailingCheck
              key={`${each.queryId} ${each.check}`}
              failing={each}
              href={toHref({ query: each.queryId, check: each.check, tab: each.outcome.opens.tab })}
            >
              {discussed.below(each)}
            </FailingCheck>
          ))}
          {notComposed.map(({ queryId, query, error }) => (
            <li key={queryId} className="text-sm [overflow-wrap:anywhere]">
              {query} <span className="text-danger text-xs">{error}</span>
            </li>
          ))}
        </ul>
      )}
      {discussed.rest(failing.slice(0, SHOWN))}
      {failing.length > SHOWN && (
        <p className="text-fg-muted text-xs">
          And {formatCount(failing.length - SHOWN, 'more check fails', 'more checks fail')}: open the set to see all.
        </p>
      )}
    </li>
  )
}

type FailingCheckProps = { failing: FailingCheckDto; href: string; children: ReactNode }

function FailingCheck({ failing, href, children }: FailingCheckProps) {
  const { query, outcome, inProduction } = failing
  const before = describeBefore(inProduction)
  return (
    <li>
      <WorkspaceLink
        href={href}
        className="grid grid-cols-[auto_1fr] gap-x-2 rounded-md px-1.5 py-1 text-sm hover:bg-muted focus-visible:-outline-offset-2"
      >
        <CircleX className="mt-0.5 size-4 text-danger" aria-hidden />
        <span className="flex flex-wrap items-baseline gap-x-2 [overflow-wrap:anywhere]">
          <span className="sr-only">fails: </span>
          {describeCheck(outcome.check)}
          <Badge tone={inProduction === 'holds' ? 'danger' : 'neutral'}>{before}</Badge>
        </span>
        <span className="col-start-2 text-fg-muted text-xs [overflow-wrap:anywhere]">“{query}”</span>
        <span className="col-start-2 text-xs [overflow-wrap:anywhere]">{outcome.because}</span>
      </WorkspaceLink>
      {children}
    </li>
  )
}
