'use client'

import { useQuery } from '@tanstack/react-query'
import { Notice } from '@/components/ui/error-state'
import { formatCount } from '@/components/ui/format-number'
import type { MomentDto } from '@/lib/schemas/release'
import { momentQuery } from './queries'

/** What a release of production at a moment would hold. */
export function MomentPreview({ at }: { at: string }) {
  const { data, error } = useQuery(momentQuery(at))
  if (error) return <Notice title={error.message} />
  if (data && !data.isKnown) return <Notice tone="warning" title={describeSince(data.since)} />
  return (
    <p className="text-fg-muted text-xs" role="status">
      {data ? describeMoment(data) : 'Looking it up …'}
    </p>
  )
}

export function describeSince(since: string | null): string {
  if (since === null) return 'Nothing was published yet.'
  // the field has whole seconds
  const whole = new Date(Math.ceil(Date.parse(since) / 1_000) * 1_000)
  const from = whole.toLocaleString('en-US', { dateStyle: 'medium', timeStyle: 'medium' })
  return `What production held is known from ${from} on: choose a later moment.`
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
