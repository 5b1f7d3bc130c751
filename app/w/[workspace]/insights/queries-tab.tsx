'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { withBlanks } from '@/components/questions/with-blanks'
import { Button } from '@/components/ui/button'
import { formatNumber } from '@/components/ui/format-number'
import { RelativeTime } from '@/components/ui/relative-time'
import type { QueryPatternListDto } from '@/lib/schemas/contexts/query-template'
import { EmptyInsight } from './empty-insight'
import { InsightSection } from './insight-section'
import { patternsQuery, templatesQuery } from './queries'
import { TemplateDialog } from './template-dialog'
import { TemplateRow } from './template-row'

/** The templates that people start from, and the patterns of the log that they are made of. */
export function QueriesTab({ canWrite }: { canWrite: boolean }) {
  const templates = useQuery(templatesQuery())
  const patterns = useQuery(patternsQuery())
  const [isCreating, setIsCreating] = useState(false)
  return (
    <>
      <InsightSection
        title="Templates"
        description="Offered in the playground before the first question. Made of the patterns below, or written here. Whoever asks fills in the blank (…)."
        actions={
          canWrite && (
            <Button onClick={() => setIsCreating(true)}>
              <Plus aria-hidden />
              New template
            </Button>
          )
        }
        result={templates}
      >
        {({ items }) =>
          items.length === 0 ? (
            <p className="py-6 text-fg-muted text-sm">
              No template yet: one is made of every question that is asked three times, or write one.
            </p>
          ) : (
            <ul aria-label="Templates" className="divide-y rounded-md border">
              {items.map((template) => (
                <TemplateRow key={template.id} template={template} canWrite={canWrite} />
              ))}
            </ul>
          )
        }
      </InsightSection>
      <InsightSection
        title="Patterns"
        description="What the latest 1,000 compositions were asked for again and again. Private conversations add to the count, and their wording is not shown."
        result={patterns}
      >
        {(list) => <PatternList {...list} />}
      </InsightSection>
      {isCreating && <TemplateDialog onClose={() => setIsCreating(false)} />}
    </>
  )
}

function PatternList({ items }: QueryPatternListDto) {
  if (items.length === 0) return <EmptyInsight>Nothing has been asked three times yet.</EmptyInsight>
  return (
    <ul aria-label="Patterns" className="divide-y rounded-md border">
      {items.map(({ id, text, timesAsked, lastAskedAt, examples }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-3 py-2 text-sm">
          <span className="min-w-0 flex-1 basis-56 break-words">{withBlanks(text)}</span>
          <span className="tabular">{formatNumber(timesAsked)} ×</span>
          <span className="w-20 text-right text-fg-muted text-xs">
            <RelativeTime date={lastAskedAt} />
          </span>
          {examples.length > 0 && (
            <p className="basis-full truncate text-fg-faint text-xs" title={examples.join('\n')}>
              {examples.join(' · ')}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
