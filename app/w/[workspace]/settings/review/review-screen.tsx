'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { reviewQuery } from '@/components/data/review-query'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { ErrorState, Notice } from '@/components/ui/error-state'
import { Section } from '@/components/ui/section'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { REVIEW_SETTINGS, type ReviewSetting } from '@/lib/schemas/changes/review'
import { membersQuery } from '../members/queries'
import { changeReviewAction } from './actions'
import { RulesSection } from './rules-section'

const WORDS: Record<ReviewSetting, { label: string; hint: string }> = {
  off: { label: 'Off', hint: 'Everybody who may write publishes, and merges change requests.' },
  optional: {
    label: 'Optional',
    hint: 'Everybody who may write publishes. A change request is merged without approval, but not while somebody requests changes.',
  },
  required: {
    label: 'Required',
    hint: 'Only approved change requests change production, whether by screen, API key or import. This holds for modules, policies, the curation of chunks, and query sets that are required to merge.',
  },
}

/** Who must agree before production changes. */
export function ReviewScreen({ canChange }: { canChange: boolean }) {
  const { data, error, refetch } = useQuery(reviewQuery())
  const client = useQueryClient()
  const change = useAction(changeReviewAction, {
    onSuccess: (changed) => client.setQueryData(reviewQuery().queryKey, changed),
    onError: () => undefined,
  })
  if (!data && error) {
    return (
      <ErrorState title="The setting could not be loaded" description={error.message} onRetry={() => void refetch()} />
    )
  }
  if (!data) return null
  const chosen = change.isPending ? change.variables.review : data.review
  return (
    <div className="flex flex-col gap-8">
      <Section
        title="Review"
        description="Whether somebody has to approve a change before retrieval sees it. Nobody approves what they wrote themselves."
      >
        {!canChange && <Notice tone="info" title="Only owners and admins change this." />}
        {change.error && <Notice title={change.error.message} requestId={change.error.requestId} />}
        <fieldset className="flex flex-col gap-3 rounded-md border p-3" disabled={!canChange || change.isPending}>
          <legend className="sr-only">Review</legend>
          {REVIEW_SETTINGS.map((setting) => (
            <label key={setting} className="flex items-start gap-2.5 text-sm">
              <input
                type="radio"
                name="review"
                className="mt-1 accent-(--color-accent)"
                checked={chosen === setting}
                onChange={() => change.mutate({ review: setting })}
              />
              <span>
                <span className="font-medium">{WORDS[setting].label}</span>
                <span className="block max-w-[75ch] text-fg-muted">{WORDS[setting].hint}</span>
              </span>
            </label>
          ))}
        </fieldset>
      </Section>
      {chosen === 'required' && <FewApprovers canInvite={canChange} />}
      <RulesSection review={chosen} canChange={canChange} />
    </div>
  )
}

/** Where nobody else may approve, nothing reaches production but by an admin who bypasses the review. */
function FewApprovers({ canInvite }: { canInvite: boolean }) {
  const { data } = useQuery(membersQuery())
  const approvers = data?.items.filter(({ role }) => role !== 'viewer')
  const [only] = approvers ?? []
  if (approvers?.length !== 1 || !only) return null
  return (
    <Notice
      tone="warning"
      title={`${only.name} is the only member who may approve.`}
      action={
        canInvite && (
          <Button asChild size="sm">
            <WorkspaceLink href="/settings/members">Go to Members</WorkspaceLink>
          </Button>
        )
      }
    >
      Nobody approves what they wrote themselves.{' '}
      {canInvite
        ? 'Invite somebody as a reviewer, editor or admin.'
        : 'An admin can invite somebody as a reviewer, editor or admin.'}
    </Notice>
  )
}
