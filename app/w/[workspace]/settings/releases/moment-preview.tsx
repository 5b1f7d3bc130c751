'use client'

import { useQuery } from '@tanstack/react-query'
import { formatMoment } from '@/components/release/release-name'
import { Notice } from '@/components/ui/error-state'
import { formatCount } from '@/components/ui/format-number'
import type { MomentDto } from '@/lib/schemas/releases/release'
import { momentQuery } from './queries'

/** What a release of production at a moment would hold. */
export function MomentPreview({ at }: { at: string }) {
  const { data, problem } = useMoment(at)
  if (problem) return <Notice tone="warning" title={problem} />
  return (
    <p className="text-fg-muted text-xs" role="status">
      {data ? describeMoment(data) : 'Looking it up …'}
    </p>
  )
}

/** What production held at a moment, or why that cannot be told and what to do. */
export function useMoment(at: string | null): { data?: MomentDto | undefined; problem?: string } {
  const time = at === null ? null : Date.parse(at)
  const isAhead = time !== null && time > Date.now()
  const isTime = time !== null && !Number.isNaN(time)
  const { data, error } = useQuery({ ...momentQuery(at ?? ''), enabled: isTime && !isAhead })
  if (time !== null && !isTime) return { problem: 'The address names no date and time: choose a moment in the past.' }
  if (at !== null && isAhead) return { problem: `${formatMoment(at)} lies ahead: choose a moment in the past.` }
  if (error) return { problem: error.message }
  return data && !data.isKnown ? { problem: describeSince(data.since) } : { data }
}

function describeSince(since: string | null): string {
  if (since === null) return 'Nothing was published yet, so production held nothing: publish a module first.'
  // the field has whole seconds
  const whole = new Date(Math.ceil(Date.parse(since) / 1_000) * 1_000)
  return `What production held is known from ${formatMoment(whole)} on: choose a later moment.`
}

function describeMoment({ modules, differences, gone, goneTotal }: MomentDto): string {
  const held = `Production held ${formatCount(modules, 'module')} that ${modules === 1 ? 'is' : 'are'} still there.`
  const since =
    differences === 0
      ? 'It holds the same now.'
      : `${formatCount(differences, 'module has', 'modules have')} changed since.`
  if (goneTotal === 0) return `${held} ${since}`
  const others = goneTotal > gone.length ? ` and ${formatCount(goneTotal - gone.length, 'other')}` : ''
  return `${held} ${since} Deleted since, and not in it: ${gone.join(', ')}${others}.`
}
