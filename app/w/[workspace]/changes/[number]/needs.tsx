'use client'

import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import { describeRule, type ReviewNeedDto } from '@/lib/schemas/changes/review-rule'

/** What review rules still want of the change request, rule by rule. */
export function Needs({ change: { needs, review } }: { change: ChangeRequestDto }) {
  if (needs.length === 0) return null
  const waiting = needs.filter(({ approvedBy, approvals }) => approvedBy.length < approvals).length
  return (
    <details className="text-xs" open={waiting > 0}>
      <summary className="w-fit cursor-pointer text-fg-muted hover:text-fg">
        {tellWaiting(waiting, needs.length)}
      </summary>
      {review === 'optional' && (
        <p className="mt-1 text-fg-muted">Review is optional here: merging does not wait for them.</p>
      )}
      <ul aria-label="What review rules want" className="mt-1 max-h-48 max-w-4xl space-y-1 overflow-y-auto">
        {needs.map((need) => (
          <Need key={need.ruleId} need={need} />
        ))}
      </ul>
      {needs.some(({ problem }) => problem) && (
        <p className="mt-1 text-fg-muted">
          An admin can change such a rule under{' '}
          <WorkspaceLink href="/settings/review" className="text-accent hover:underline">
            Settings, Review
          </WorkspaceLink>
          , or merge all the same with a reason.
        </p>
      )}
    </details>
  )
}

function tellWaiting(waiting: number, all: number): string {
  if (waiting > 0) return waiting === 1 ? '1 review rule waits' : `${waiting} review rules wait`
  return all === 1 ? 'Its review rule has its approvals' : `All ${all} review rules have their approvals`
}

function Need({ need }: { need: ReviewNeedDto }) {
  const { approvals, approvedBy, mayApprove, bringsIn, problem } = need
  const isMet = approvedBy.length >= approvals
  return (
    <li className="flex items-start gap-1.5">
      {isMet ? (
        <CircleCheck className="mt-0.5 size-3.5 shrink-0 text-success" role="img" aria-label="has its approvals" />
      ) : (
        <CircleDashed className="mt-0.5 size-3.5 shrink-0 text-fg-faint" role="img" aria-label="waits" />
      )}
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <span className="font-medium">{describeRule(need)}</span> {approvedBy.length} of {approvals}{' '}
        {approvals === 1 ? 'approval' : 'approvals'}
        {approvedBy.length > 0 && <span className="text-fg-muted"> · {toList(approvedBy)} approved</span>}
        {!isMet && mayApprove.length > 0 && (
          <span className="text-fg-muted"> · may approve: {toList(mayApprove.map(({ name }) => name))}</span>
        )}
        <span className="text-fg-faint"> · for {toList(bringsIn)}</span>
        {problem && (
          <p className="flex items-start gap-1 text-warning">
            <TriangleAlert className="mt-0.5 size-3 shrink-0" aria-hidden />
            Nobody can fulfil it: {problem}
          </p>
        )}
      </div>
    </li>
  )
}

const NAMED = 6

function toList(names: string[]): string {
  const more = names.length - NAMED
  return more > 1 ? `${names.slice(0, NAMED).join(', ')} and ${more} more` : names.join(', ')
}
