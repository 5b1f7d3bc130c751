'use client'

import { useEffect, useState } from 'react'

const format = new Intl.RelativeTimeFormat('en-US', { numeric: 'auto', style: 'short' })
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** `3 min. ago`; below a minute `just now`, or seconds with `hasSeconds`. */
export function formatRelative(date: Date, now: number, hasSeconds = false): string {
  const seconds = Math.round((date.getTime() - now) / 1000)
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit)
  }
  if (!hasSeconds || Math.abs(seconds) < 1) return 'just now'
  return format.format(seconds, 'second')
}

/** `in 3 min.`; below a minute, or where the moment has passed, `in a moment`. */
export function formatAhead(date: Date, now: number): string {
  return date.getTime() - now < 60_000 ? 'in a moment' : formatRelative(date, now)
}

type RelativeTimeProps = {
  date: string | Date
  /** Else a moment ahead comes from a clock that differs, and is now. */
  isAhead?: boolean
  hasSeconds?: boolean
  className?: string
}

/** Relative time that keeps itself current; the exact one shows on hover. */
export function RelativeTime({ date, isAhead, hasSeconds, className }: RelativeTimeProps) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), hasSeconds ? 1000 : 30_000)
    return () => clearInterval(timer)
  }, [hasSeconds])
  const value = new Date(date)
  return (
    <time dateTime={value.toISOString()} title={value.toLocaleString()} className={className} suppressHydrationWarning>
      {isAhead ? formatAhead(value, now) : formatRelative(value, Math.max(now, value.getTime()), hasSeconds)}
    </time>
  )
}
