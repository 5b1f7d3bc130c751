'use client'

import { useQuery } from '@tanstack/react-query'
import { Tokens } from '@/components/ui/tokens'
import { describeSummaries } from '../editor-words'
import { summariesQuery } from '../queries'

/** What a context gets of the published module when it does not fit, and how many of its sections have the same. */
export function SummaryLine({ id }: { id: string }) {
  const { data } = useQuery(summariesQuery(id))
  const whole = data?.summaries.find(({ headingPath }) => headingPath.length === 0)
  const sections = data?.summaries.filter(({ headingPath }) => headingPath.length > 0) ?? []
  if (!whole && sections.length === 0) return null
  return (
    <details className="border-b bg-surface px-4 py-2 text-sm">
      <summary className="flex cursor-pointer items-center gap-2">
        <span className="shrink-0 font-medium">Summary</span>
        <span className="min-w-0 flex-1 truncate text-fg-muted">
          {whole?.text ?? describeSummaries(sections.length)}
        </span>
        {whole && <Tokens value={whole.tokenCount} hasUnit className="shrink-0 text-fg-faint text-xs" />}
      </summary>
      <dl className="flex flex-col gap-2 pt-2">
        {data?.summaries.map(({ headingPath, startOffset, text, sourceTokens, tokenCount }) => (
          <div key={`${startOffset} ${headingPath.join('\n')}`}>
            <dt className="flex justify-between gap-2 text-fg-faint text-xs">
              <span className="min-w-0 truncate">{headingPath.join(' › ') || 'Whole module'}</span>
              <span className="shrink-0">
                <Tokens value={tokenCount} /> of <Tokens value={sourceTokens} hasUnit />
              </span>
            </dt>
            <dd className="break-words">{text}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
