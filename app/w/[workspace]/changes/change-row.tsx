import { CircleX, TriangleAlert } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { formatCount, formatNumber } from '@/components/ui/format-number'
import { RelativeTime } from '@/components/ui/relative-time'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ChangeSummaryDto } from '@/lib/schemas/changes/change-request'
import { ChangeStatusBadge } from './change-status'
import { TouchedContexts } from './touched-contexts'

/** One line of the list: what it is, whose, how old, and whether something is in its way. */
export function ChangeRow({ change }: { change: ChangeSummaryDto }) {
  const {
    number,
    title,
    status,
    standing,
    author,
    createdAt,
    edits,
    filling,
    conflicts,
    checksProblem,
    checks,
    checksState,
    touched,
    target,
  } = change
  return (
    <li data-row={number} className="border-b">
      <WorkspaceLink
        data-row-link
        href={`/changes/${number}`}
        className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 hover:bg-muted focus-visible:-outline-offset-2"
      >
        <span className="tabular w-10 shrink-0 font-mono text-fg-faint text-sm">#{number}</span>
        <span className="min-w-0 flex-1 truncate font-medium text-sm sm:basis-48" title={title}>
          {title}
        </span>
        <span className="sm:contents max-sm:flex max-sm:w-full max-sm:flex-wrap max-sm:items-center max-sm:gap-x-3 max-sm:gap-y-1 max-sm:pl-13">
          {filling && (
            <span className="shrink-0 text-fg-muted text-xs">
              {filling.isActive ? 'being filled' : 'not filled to its end'}
            </span>
          )}
          {checksState === 'earlier' && (
            <span className="shrink-0 text-fg-faint text-xs">checks are of an earlier state</span>
          )}
          {touched && <TouchedContexts {...touched} className="text-xs" />}
          {!target.isProduction && <Badge className="max-w-40 truncate">into {target.name}</Badge>}
          {conflicts > 0 && (
            <Badge tone="warning">
              <TriangleAlert aria-hidden />
              {formatCount(conflicts, 'conflict')}
            </Badge>
          )}
          {checksProblem && (
            <Badge tone="danger" title={checksProblem}>
              <CircleX aria-hidden />
              {checks?.failed
                ? `${formatCount(checks.failed, 'check')} ${checks.failed === 1 ? 'fails' : 'fail'}`
                : 'Checks fail'}
            </Badge>
          )}
          <span className="shrink-0 sm:w-36">
            <ChangeStatusBadge status={status} standing={standing} />
          </span>
          <span className="min-w-16 shrink-0 whitespace-nowrap max-sm:w-auto text-fg-muted text-xs">
            {filling ? `${formatNumber(edits)} of ${formatCount(filling.total, 'edit')}` : formatCount(edits, 'edit')}
          </span>
          <span className="w-48 shrink-0 truncate text-fg-faint text-xs max-sm:w-auto sm:text-right">
            {author.name}, <RelativeTime date={createdAt} />
          </span>
        </span>
      </WorkspaceLink>
    </li>
  )
}
