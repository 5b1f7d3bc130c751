import { formatCount, formatNumber } from '@/components/ui/format-number'
import type { ReviewTimesDto, WaitsDto } from '@/lib/schemas/changes/review-times'

const HOUR = 60
const DAY = 24 * HOUR

const inTenths = (value: number) => formatNumber(Math.round(value * 10) / 10)

/** A wait, in the unit that has the fewest digits. */
export function formatWait(minutes: number): string {
  if (minutes < 1) return 'under 1 min'
  if (minutes < HOUR) return `${minutes} min`
  if (minutes < 2 * DAY) return `${inTenths(minutes / HOUR)} h`
  return `${inTenths(minutes / DAY)} days`
}

/** “Within under a minute” reads badly. */
const atLeast = (minutes: number) => formatWait(Math.max(1, minutes))

/** What the waits for one thing came to. */
export function tellWaits(what: string, waits: WaitsDto): string {
  if (!waits) return `${what}: none yet`
  const { count, median, p90 } = waits
  if (count === 1) return `${what}: ${formatWait(median)} (1 request)`
  return `${what}: half within ${atLeast(median)}, nine of ten within ${atLeast(p90)} (${formatCount(count, 'request')})`
}

/** Requests that nobody has answered. */
export function tellWaiting({ waiting }: ReviewTimesDto): string {
  return waiting === 0
    ? 'No open request waits for a first answer.'
    : `${formatCount(waiting, 'open request waits', 'open requests wait')} for a first answer.`
}
