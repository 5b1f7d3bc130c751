'use client'

import { ListPlus } from 'lucide-react'
import { useState } from 'react'
import { SaveCheckDialog } from '@/components/context/checks/save-check'
import { toQuery } from '@/components/data/api-client'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { formatCount } from '@/components/ui/format-number'
import { RelativeTime } from '@/components/ui/relative-time'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ContextReportDto } from '@/lib/schemas/insights/context-report'
import { describeShort } from './context-words'
import { EmptyInsight } from './empty-insight'

type ShortContextsProps = { report: ContextReportDto; canWrite: boolean }

/** Questions without an answer in the library, each one click from a query set. */
export function ShortContexts({ report: { short, hidden, more, contexts }, canWrite }: ShortContextsProps) {
  const [saved, setSaved] = useState<string | null>(null)
  const rest = [
    more > 0 && `${formatCount(more, 'more question')} fell short.`,
    hidden > 0 && `${formatCount(hidden, 'context')} of private conversations fell short, too.`,
  ].filter((sentence) => sentence !== false)
  return (
    <>
      {short.length === 0 ? (
        <EmptyInsight next={contexts === 0 ? 'ask' : null}>
          {contexts === 0 ? 'No context was composed in this time.' : 'No context that you may see fell short.'}
        </EmptyInsight>
      ) : (
        <ul aria-label="Contexts that fell short" className="divide-y rounded-md border">
          {short.map((context) => (
            <li key={context.compositionId} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5 text-sm">
              <WorkspaceLink
                href={`/retrieval${toQuery({ q: context.query })}`}
                className="line-clamp-2 min-w-0 flex-1 basis-56 rounded-md [overflow-wrap:anywhere] hover:underline"
              >
                {context.query}
              </WorkspaceLink>
              <Badge tone={context.hasKnowledge ? 'neutral' : 'warning'}>{describeShort(context)}</Badge>
              <span className="w-20 text-right text-fg-muted text-xs">
                <RelativeTime date={context.createdAt} />
              </span>
              {canWrite && (
                <Button
                  size="sm"
                  aria-label={`Add to a query set: ${context.query}`}
                  onClick={() => setSaved(context.query)}
                >
                  <ListPlus aria-hidden />
                  Add to a query set
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {rest.length > 0 && <p className="text-fg-muted text-xs">{rest.join(' ')}</p>}
      {saved !== null && <SaveCheckDialog source={{ query: { text: saved } }} onClose={() => setSaved(null)} />}
    </>
  )
}
