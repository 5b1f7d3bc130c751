import { formatCount, formatNumber } from '@/components/ui/format-number'

/** @param passed of the rows of a stage, those that it let through */
export const describeStage = (passed: number, rows: number) =>
  passed < rows ? `${formatNumber(passed)} of ${formatNumber(rows)}` : formatNumber(passed)

export const describeMoreRows = (rows: number) => `Show ${formatCount(rows, 'more row')}`

/** Three digits that matter: 13.4, 9.72, 0.784. */
export function formatScore(score: number | undefined): string {
  if (score === undefined || Number.isInteger(score)) return String(score ?? '')
  const size = Math.abs(score)
  return size >= 10 ? score.toFixed(1) : size >= 1 ? score.toFixed(2) : score.toFixed(3)
}
