'use client'

import { createSerializer } from 'nuqs/server'
import { useState } from 'react'
import { RunBadges } from '@/app/w/[workspace]/checks/run-line'
import { checksSearchParams } from '@/app/w/[workspace]/checks/search-params'
import type { InspectorTab } from '@/components/context/inspector-tabs'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { formatCount } from '@/components/ui/format-number'
import { RelativeTime } from '@/components/ui/relative-time'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ChangeCheckSetDto } from '@/lib/schemas/changes/change-checks'
import type { Me } from '../../discussion/me'
import { CheckRow } from './check-row'
import { type CheckPlace, useDiscussedChecks } from './discussed-checks'
import { HoldingChecks } from './holding-checks'

const toSearch = createSerializer(checksSearchParams)
/** What the change makes of a set, and so as what it is run. */
const EDIT_BADGES = { change: 'as proposed', create: 'new', delete: 'deleted by this change' }
/** The rest is one click away, in Checks. */
const SHOWN = 50

type CheckedSetProps = {
  number: number
  set: ChangeCheckSetDto
  releaseId: string
  /** What the release is called that the change goes into. */
  target: string
  me: Me
  /** What people call a module. */
  nameOf: (moduleId: string) => string
  onRun: (() => void) | undefined
}

/** A query set: what came of it with the change, what fails, and on demand what holds. */
export function CheckedSet({ number, set, releaseId, target, me, nameOf, onRun }: CheckedSetProps) {
  const { querySetId, name, isRequired, edit, queries, run, isCurrent, failing, notComposed } = set
  const discussed = useDiscussedChecks(number, querySetId, { me, nameOf })
  const [holding, setHolding] = useState<CheckPlace[]>([])
  const toHref = (opened: { check: number; query: string; tab: InspectorTab } | null) =>
    `/checks${toSearch({ set: querySetId, release: releaseId, ...opened })}`
  return (
    <li className="space-y-2 border-b px-4 py-3">
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <WorkspaceLink href={toHref(null)} className="rounded-md font-medium hover:underline">
          {name}
        </WorkspaceLink>
        {isRequired ? <Badge tone="accent">required</Badge> : <Badge>advisory</Badge>}
        {edit && <Badge>{EDIT_BADGES[edit]}</Badge>}
        {run ? (
          <RunBadges run={run} />
        ) : (
          <span className="text-fg-muted text-xs">{formatCount(queries, 'query', 'queries')}, not run yet</span>
        )}
        {run && (
          <span className="text-fg-muted text-xs">
            <RelativeTime date={run.startedAt} />
            {!isCurrent && ` · the change, the set or ${target} has changed since`}
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
            <CheckRow
              key={`${each.queryId} ${each.check}`}
              {...each}
              target={target}
              nameOf={nameOf}
              href={toHref({ query: each.queryId, check: each.check, tab: each.outcome.opens.tab })}
            >
              {discussed.below(each)}
            </CheckRow>
          ))}
          {notComposed.map(({ queryId, query, error }) => (
            <li key={queryId} className="text-sm [overflow-wrap:anywhere]">
              {query} <span className="text-danger text-xs">{error}</span>
            </li>
          ))}
        </ul>
      )}
      {failing.length > SHOWN && (
        <p className="text-fg-muted text-xs">
          And {formatCount(failing.length - SHOWN, 'more check fails', 'more checks fail')}: open the set to see all.
        </p>
      )}
      {run && run.held > 0 && (
        <HoldingChecks
          name={name}
          run={run}
          nameOf={nameOf}
          onShow={setHolding}
          toHref={toHref}
          below={discussed.below}
        />
      )}
      {discussed.rest([...failing.slice(0, SHOWN), ...holding])}
    </li>
  )
}
