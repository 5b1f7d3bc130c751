'use client'

import { useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { toQuery } from '@/components/data/api-client'
import { formatCount } from '@/components/ui/format-number'
import type { ReviewTimesDto } from '@/lib/schemas/changes/review-times'
import { DownloadCsv } from './download-csv'
import { EmptyInsight } from './empty-insight'
import { InsightSection } from './insight-section'
import { reviewTimesQuery } from './queries'
import { RangeSelect } from './range-select'
import { tellWaiting, tellWaits } from './review-words'
import { RequestTable, ReviewerTable } from './reviews-table'
import { rangeSearchParams } from './search-params'

/** How long change requests wait for others, and for whom. */
export function ReviewsTab() {
  const [{ days }] = useQueryStates(rangeSearchParams)
  const result = useQuery(reviewTimesQuery({ days }))
  return (
    <InsightSection
      title="Reviews"
      description="How long change requests waited since they were opened. An answer is a comment or a verdict of somebody else."
      actions={
        <div className="flex flex-wrap gap-2">
          <RangeSelect />
          <DownloadCsv path={`/api/v1/insights/reviews/export${toQuery({ days })}`} />
        </div>
      }
      result={result}
    >
      {(report) =>
        report.requests.length === 0 ? (
          <EmptyInsight next="module">
            No change request was opened, merged or closed in this time, and none is open.
          </EmptyInsight>
        ) : (
          <Report report={report} />
        )
      }
    </InsightSection>
  )
}

function Report({ report }: { report: ReviewTimesDto }) {
  const { requests, reviewers, answered, approved, merged, isAll } = report
  return (
    <>
      <ul className="flex flex-col gap-0.5 text-sm">
        <li>{tellWaiting(report)}</li>
        <li>{tellWaits('First answered after', answered)}</li>
        <li>{tellWaits('Approved after', approved)}</li>
        <li>{tellWaits('Merged after', merged)}</li>
      </ul>
      <RequestTable requests={requests} />
      {reviewers.length > 0 && (
        <section aria-label="Who answered" className="flex flex-col gap-2">
          <h3 className="font-medium text-sm">Who answered</h3>
          <ReviewerTable reviewers={reviewers} />
        </section>
      )}
      {!isAll && (
        <p className="text-fg-muted text-xs">
          These are the newest {formatCount(requests.length, 'request')}: there were more in these days.
        </p>
      )}
    </>
  )
}
