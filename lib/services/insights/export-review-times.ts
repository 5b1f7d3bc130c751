import type { ReviewTimesDto } from '@/lib/schemas/changes/review-times'
import { exportedTableSchema, insightRangeSchema } from '@/lib/schemas/insights/token-return'
import { toCsvField, toCsvRow } from '@/lib/schemas/texts/csv'
import { verb } from '@/lib/services/verb'
import { getReviewTimes } from './get-review-times'

const HEAD = ['request', 'title', 'author', 'status', 'opened at', 'minutes to an answer', 'minutes to an approval']

function toCsv({ requests }: ReviewTimesDto): string {
  const rows = requests.map((request) => [
    ...[String(request.number), toCsvField(request.title), toCsvField(request.author.name)],
    ...[request.status, request.openedAt],
    ...[request.answeredAfter, request.approvedAfter, request.endedAfter].map((minutes) => String(minutes ?? '')),
    ...[String(request.rounds), request.isBypassed ? 'yes' : 'no'],
  ])
  return [[...HEAD, 'minutes to its end', 'changes asked for', 'without approval'], ...rows].map(toCsvRow).join('')
}

/** The requests of `getReviewTimes`, as a table for a spreadsheet. */
export const exportReviewTimes = verb({
  name: 'exportReviewTimes',
  scope: 'read',
  effect: 'read',
  input: insightRangeSchema,
  output: exportedTableSchema,
  run: async ({ actor }, input) => {
    const report = await getReviewTimes(actor, input)
    return { fileName: `reviews-since-${report.from}.csv`, text: toCsv(report) }
  },
})
