'use client'

import { useQueryStates } from 'nuqs'
import type { ReactNode } from 'react'
import { SourceDiff } from '@/components/source/source-diff'
import { Select } from '@/components/ui/select'
import type { ChangeRequestDto, ChangeReviewDto, ChangeTextsDto } from '@/lib/schemas/changes/change-request'
import { changeSearchParams } from '../search-params'

/** In place of the id of a reviewer. */
const BASE = 'base'

type SinceReviewProps = {
  reviews: ChangeRequestDto['reviews']
  texts: Pick<ChangeTextsDto, 'proposed' | 'reviewed' | 'unchangedSince'>
  userId: string
  /** What the proposed text is called. */
  label: string
  /** The edit beside what it began with. */
  children: ReactNode
}

/** An edit beside what it began with, or beside what somebody approved of it. */
export function SinceReview({ reviews, texts, userId, label, children }: SinceReviewProps) {
  const [{ since }, setSearch] = useQueryStates(changeSearchParams)
  const nameOf = ({ reviewerId, reviewerName }: ChangeReviewDto) => (reviewerId === userId ? 'you' : reviewerName)
  const approvals = reviews.filter(({ verdict, isStale }) => verdict === 'approved' && isStale)
  const stale = approvals.flatMap((review) => {
    const { reviewerId, createdAt } = review
    const text = texts.reviewed.find(({ reviewers }) =>
      reviewers.some(({ id, reviewedAt }) => id === reviewerId && reviewedAt === createdAt),
    )
    return text ? [{ reviewerId, source: text.source, who: nameOf(review) }] : []
  })
  const kept = approvals.find(({ reviewerId }) => reviewerId === since && texts.unchangedSince.includes(reviewerId))
  const unchanged = kept && (
    <p className="text-fg-muted text-xs">The text is unchanged since {nameOf(kept)} approved it.</p>
  )
  if (stale.length === 0) {
    if (!unchanged) return children
    return (
      <div className="space-y-3">
        {unchanged}
        {children}
      </div>
    )
  }
  const chosen = stale.find(({ reviewerId }) => reviewerId === since)
  return (
    <div className="space-y-3">
      <Select
        aria-label="Compare with"
        className="w-64 max-w-full"
        value={chosen?.reviewerId ?? BASE}
        onValueChange={(id) => void setSearch({ since: id === BASE ? null : id })}
        options={[
          { value: BASE, label: 'What it began with' },
          ...stale.map(({ reviewerId, who }) => ({ value: reviewerId, label: `What ${who} approved` })),
        ]}
      />
      {unchanged}
      {chosen ? (
        <SourceDiff
          key={chosen.reviewerId}
          left={{ label: `Approved by ${chosen.who}`, source: chosen.source }}
          right={{ label, source: texts.proposed ?? '' }}
          isTall
        />
      ) : (
        children
      )}
    </div>
  )
}
