import { useQuery } from '@tanstack/react-query'
import type { InspectedContext } from '@/components/context/inspected-context'
import { modelLabel } from '@/components/context/model-label'
import { policiesQuery } from '@/components/data/policies-query'
import { releasesQuery } from '@/components/data/releases-query'
import { tellPolicyVersion } from '@/components/policy/tell-policy-version'
import { tellRelease } from '@/components/release/release-name'
import { formatNumber } from '@/components/ui/format-number'
import { durationOf } from '@/lib/schemas/contexts/sent-context'

export function formatMs(ms: number): string {
  return ms < 9.95 ? `${ms.toFixed(1)} ms` : `${formatNumber(Math.round(ms))} ms`
}

/** ` (exact)`, or how far an estimate may be off; nothing for compositions of earlier versions. */
function describeCounting({ counting }: InspectedContext['usage']): string {
  if (!counting) return ''
  return counting.isExact ? ' (exact)' : ` (estimated ±${counting.errorPercent}%, upper end)`
}

/** `3,214 / 16,000 tokens · model · policy Default v3 · #12 Refunds · 12 ms`; production is not named. */
export function UsageLine({ context }: { context: InspectedContext }) {
  const { usage, trace } = context
  const policies = useQuery(policiesQuery()).data?.items
  const releases = useQuery(releasesQuery()).data?.items
  const policy = policies?.find(({ id }) => id === trace.policy.id)?.name ?? trace.policy.id
  const release = releases?.find(({ id }) => id === trace.releaseId)
  const isProduction = !releases || release?.baseId === null
  return (
    <p className="text-fg-muted text-xs">
      <span className="tabular text-fg">{formatNumber(usage.inputTokens)}</span>
      {' / '}
      <span className="tabular">{formatNumber(usage.contextWindow)}</span> tokens{describeCounting(usage)} ·{' '}
      {modelLabel(usage.model)} · policy {policy} {tellPolicyVersion(trace.policy.version)}
      {!isProduction && ` · release ${tellRelease(trace.releaseId, releases)}`} · {formatMs(durationOf(context))}
    </p>
  )
}
