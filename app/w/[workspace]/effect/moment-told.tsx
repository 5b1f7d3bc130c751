'use client'

import { useQuery } from '@tanstack/react-query'
import { momentQuery } from '@/app/w/[workspace]/settings/releases/queries'
import { Notice } from '@/components/ui/error-state'
import { describeSince } from '../settings/releases/moment-preview'
import { tellMoment } from './moment-words'

/** What of a side is of its moment, and what is of today. */
export function MomentTold({ at }: { at: string }) {
  const { data, error } = useQuery(momentQuery(at))
  if (error) return <Notice title={error.message} />
  if (data && !data.isKnown) return <Notice tone="warning" title={describeSince(data.since)} />
  const told = data && tellMoment(data)
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-xs" aria-live="polite">
      <dt className="font-medium">Of then</dt>
      <dd className="text-fg-muted">{told ? told.ofThen : 'Looking it up …'}</dd>
      <dt className="font-medium">Of today</dt>
      <dd className="text-fg-muted">{told?.ofToday}</dd>
    </dl>
  )
}
