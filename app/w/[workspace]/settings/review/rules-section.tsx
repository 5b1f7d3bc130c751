'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus, Scale, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Section } from '@/components/ui/section'
import { toastUndo } from '@/components/ui/toast'
import type { ReviewSetting } from '@/lib/schemas/changes/review'
import type { ReviewRuleDto } from '@/lib/schemas/changes/review-rule'
import { LoadingRows } from '../loading-rows'
import { SettingsList, SettingsRow } from '../settings-list'
import { createReviewRuleAction, deleteReviewRuleAction } from './actions'
import { rulesQuery } from './queries'
import { RuleDialog } from './rule-dialog'
import { tellOwners, tellRule } from './rule-words'

const HOLDS: Record<ReviewSetting, string> = {
  off: 'Review is off: rules ask for nothing until it is required.',
  optional: 'Review is optional: a change request shows what rules want, and merging does not wait for it.',
  required: 'A change request waits for every rule that it falls under.',
}

type RulesSectionProps = { review: ReviewSetting; canChange: boolean }

/** Who has to approve what. */
export function RulesSection({ review, canChange }: RulesSectionProps) {
  const { data, error, refetch } = useQuery(rulesQuery())
  const [isAdding, setIsAdding] = useState(false)
  if (!data && error) {
    return (
      <ErrorState title="The rules could not be loaded" description={error.message} onRetry={() => void refetch()} />
    )
  }
  if (!data) return <LoadingRows label="Loading the rules" />
  return (
    <Section
      title="Review rules"
      description={`${HOLDS[review]} A module falls under a rule by what it is, and by what the change makes of it.`}
      actions={
        canChange && (
          <Button onClick={() => setIsAdding(true)}>
            <Plus aria-hidden />
            Add a rule
          </Button>
        )
      }
    >
      {data.items.length === 0 ? (
        <EmptyState
          icon={Scale}
          headingLevel={3}
          title="No rules"
          description="One approval is enough for any change. A rule names who has to approve changes of some paths, a tag, a category, a priority, or policies."
        />
      ) : (
        <SettingsList label="Review rules">
          {data.items.map((rule) => (
            <RuleRow key={rule.id} rule={rule} canChange={canChange} />
          ))}
        </SettingsList>
      )}
      {isAdding && <RuleDialog onClose={() => setIsAdding(false)} />}
    </Section>
  )
}

function RuleRow({ rule, canChange }: { rule: ReviewRuleDto; canChange: boolean }) {
  const [isEditing, setIsEditing] = useState(false)
  const title = tellRule(rule)
  return (
    <SettingsRow
      main={
        <>
          <p className="font-medium text-sm [overflow-wrap:anywhere]">{title}</p>
          <p className="text-fg-muted text-xs [overflow-wrap:anywhere]">{tellOwners(rule)}</p>
          {rule.problems.map((problem) => (
            <p key={problem} className="mt-0.5 flex items-start gap-1 text-warning text-xs">
              <TriangleAlert className="mt-0.5 size-3 shrink-0" aria-hidden />
              {problem}
            </p>
          ))}
        </>
      }
    >
      {canChange && (
        <span className="flex gap-1">
          <Button variant="ghost" size="sm" aria-label={`Edit the rule: ${title}`} onClick={() => setIsEditing(true)}>
            Edit
          </Button>
          <DeleteButton rule={rule} title={title} />
        </span>
      )}
      {isEditing && <RuleDialog rule={rule} onClose={() => setIsEditing(false)} />}
    </SettingsRow>
  )
}

function DeleteButton({ rule, title }: { rule: ReviewRuleDto; title: string }) {
  const client = useQueryClient()
  const refresh = () => void client.invalidateQueries({ queryKey: rulesQuery().queryKey })
  const restore = useAction(createReviewRuleAction, { onSuccess: refresh })
  const remove = useAction(deleteReviewRuleAction, {
    onSuccess: () => {
      refresh()
      const { kind, pattern, role, approvals, members } = rule
      // who may not review any more cannot be named again
      const memberIds = members.filter(({ mayReview }) => mayReview).map(({ userId }) => userId)
      toastUndo('The rule is deleted', () => restore.mutate({ kind, pattern, role, approvals, memberIds }))
    },
  })
  return (
    <Button
      variant="ghost"
      size="sm"
      aria-label={`Delete the rule: ${title}`}
      isPending={remove.isPending}
      onClick={() => remove.mutate({ id: rule.id })}
    >
      Delete
    </Button>
  )
}
