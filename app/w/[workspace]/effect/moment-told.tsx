'use client'

import { useMoment } from '../settings/releases/moment-preview'
import { tellMoment } from './moment-words'

/** What of a side is of its moment, and what is of today; nothing for a moment that cannot be told. */
export function MomentTold({ at }: { at: string }) {
  const { data, problem } = useMoment(at)
  if (problem) return null
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
