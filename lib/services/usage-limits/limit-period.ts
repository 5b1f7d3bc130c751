import type { LimitPeriod } from '@/lib/schemas/usage-limit'

/** When the period began that a moment is in, and when the next one does; in UTC. */
export function periodOf(period: LimitPeriod, now: Date): { from: Date; to: Date } {
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()]
  return period === 'day'
    ? { from: new Date(Date.UTC(year, month, day)), to: new Date(Date.UTC(year, month, day + 1)) }
    : { from: new Date(Date.UTC(year, month)), to: new Date(Date.UTC(year, month + 1)) }
}
