'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { toQuery } from '@/components/data/api-client'
import { CsvButton } from '@/components/data/csv-button'
import { formatNumber } from '@/components/ui/format-number'
import { RelativeTime } from '@/components/ui/relative-time'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { UsageRankingDto } from '@/lib/schemas/insights/insights'
import { EmptyInsight } from './empty-insight'
import { InsightSection } from './insight-section'
import { usageQuery } from './queries'

/** Which modules and chunks the contexts are made of. */
export function UsageTab() {
  const result = useQuery(usageQuery())
  return (
    <>
      <InsightSection
        title="Modules"
        description="Chosen into contexts most often, of all time."
        actions={<CsvButton name="most-used-modules" read={() => toModuleRows(result.data)} />}
        result={result}
      >
        {({ modules }) => (
          <Ranking label="Most used modules" empty="No context has been composed yet.">
            {modules.map(({ moduleId, name, timesChosen, lastChosenAt }) => (
              <Row key={moduleId} href={toModule(moduleId)} name={name} times={timesChosen} at={lastChosenAt} />
            ))}
          </Ranking>
        )}
      </InsightSection>
      <InsightSection
        title="Chunks"
        description="Included by the latest 500 compositions. The frequent ones are kept in memory."
        actions={<CsvButton name="most-used-chunks" read={() => toChunkRows(result.data)} />}
        result={result}
      >
        {({ chunks }) => (
          <Ranking label="Most used chunks" empty="They are counted soon after the first compositions.">
            {chunks.map(({ chunkId, moduleId, name, headingPath, timesUsed, lastUsedAt }) => (
              <Row
                key={chunkId}
                href={`${toModule(moduleId)}${toQuery({ tab: 'chunks', chunk: chunkId })}`}
                name={nameChunk(name, headingPath)}
                times={timesUsed}
                at={lastUsedAt}
              />
            ))}
          </Ranking>
        )}
      </InsightSection>
    </>
  )
}

const toModule = (moduleId: string) => `/modules/${encodeURIComponent(moduleId)}`

/** A first heading that is the module's name says nothing more. */
const nameChunk = (name: string, [first, ...rest]: string[]) =>
  [name, ...(first === undefined || first === name ? [] : [first]), ...rest].join(' › ')

function toModuleRows(ranking: UsageRankingDto | undefined) {
  const rows = ranking?.modules ?? []
  return [
    ['module', 'name', 'times chosen', 'last chosen'],
    ...rows.map(({ moduleId, name, timesChosen, lastChosenAt }) => [moduleId, name, timesChosen, lastChosenAt]),
  ]
}

function toChunkRows(ranking: UsageRankingDto | undefined) {
  const rows = ranking?.chunks ?? []
  return [
    ['chunk', 'module', 'name', 'headings', 'times used', 'last used'],
    ...rows.map(({ chunkId, moduleId, name, headingPath, timesUsed, lastUsedAt }) => [
      ...[chunkId, moduleId, name, headingPath.join(' › ')],
      ...[timesUsed, lastUsedAt],
    ]),
  ]
}

function Ranking({ label, empty, children }: { label: string; empty: string; children: ReactNode[] }) {
  if (children.length === 0) return <EmptyInsight>{empty}</EmptyInsight>
  return (
    <ol aria-label={label} className="divide-y rounded-md border">
      {children}
    </ol>
  )
}

type RowProps = { href: string; name: string; times: number; at: string | null }

function Row({ href, name, times, at }: RowProps) {
  return (
    <li className="flex min-h-9 items-center gap-3 px-3 py-1 text-sm">
      <WorkspaceLink href={href} title={name} className="min-w-0 flex-1 truncate rounded-md hover:underline">
        {name}
      </WorkspaceLink>
      <span className="tabular text-right">{formatNumber(times)} ×</span>
      <span className="w-20 text-right text-fg-muted text-xs">{at && <RelativeTime date={at} />}</span>
    </li>
  )
}
