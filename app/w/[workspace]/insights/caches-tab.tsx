'use client'

import { useQuery } from '@tanstack/react-query'
import { CsvButton } from '@/components/data/csv-button'
import { formatBytes, formatCompact, formatNumber, formatPercent } from '@/components/ui/format-number'
import { ScrollRegion } from '@/components/ui/scroll-region'
import { Table, TableHead, Td, Th } from '@/components/ui/table'
import type { CacheListDto } from '@/lib/schemas/insights/insights'
import { EmptyInsight } from './empty-insight'
import { InsightSection } from './insight-section'
import { cachesQuery } from './queries'

type Cache = CacheListDto['items'][number]

/** What is kept, by the name of the cache. */
const HOLDS: Record<string, string> = {
  answers: 'Answers that a policy gives again',
  composition: 'Whole contexts, for the same request',
  effects: 'What a change does to contexts',
  'effect contexts': 'Contexts that changes are compared with',
  embedding: 'Vectors of texts and queries',
  'embedding fit': 'The offline embedder’s fits',
  grounding: 'How often answers cite each module',
  'kept composition': 'Contexts that edits since have not changed',
  modules: 'Modules and chunks that were read',
  'release index': 'What a search looks through',
  retrieval: 'What was found for a query',
  tokens: 'Token counts of words',
}

const toSeconds = (ms: number) => (ms < 1000 ? `${Math.round(ms)} ms` : `${formatNumber(Math.round(ms / 100) / 10)} s`)

function toCacheTable(items: readonly Cache[]) {
  return [
    ['cache', 'hits', 'misses', 'savedMs', 'entries', 'sizeBytes', 'maxBytes'],
    ...items.map(({ name, hits, misses, savedMs, entries, sizeBytes, maxBytes }) => [
      ...[name, hits, misses, savedMs, entries, sizeBytes, maxBytes],
    ]),
  ]
}

/** What every cache holds, how often it answered, and the time that saved. */
export function CachesTab() {
  const result = useQuery(cachesQuery())
  return (
    <InsightSection
      title="Caches"
      description="Of this server process, since it started. An edit gives the library a new revision, and none of them serves what was kept for an earlier one."
      result={result}
    >
      {({ items }) =>
        items.length === 0 ? (
          <EmptyInsight>Nothing has been composed since the server started.</EmptyInsight>
        ) : (
          <>
            <span className="flex justify-end">
              <CsvButton name="caches" read={() => toCacheTable(items)} />
            </span>
            <ScrollRegion label="Table of the caches">
              <Table aria-label="Caches">
                <TableHead>
                  <tr>
                    <Th>Cache</Th>
                    <Th className="text-right">Hit rate</Th>
                    <Th className="text-right max-sm:hidden">Hits</Th>
                    <Th className="text-right max-sm:hidden">Misses</Th>
                    <Th className="text-right">Saved</Th>
                    <Th className="text-right max-sm:hidden">Entries</Th>
                    <Th className="text-right">Memory</Th>
                  </tr>
                </TableHead>
                <tbody>
                  {items.map((cache) => (
                    <CacheRow key={cache.name} cache={cache} />
                  ))}
                </tbody>
              </Table>
            </ScrollRegion>
          </>
        )
      }
    </InsightSection>
  )
}

function CacheRow({ cache }: { cache: Cache }) {
  const { name, hits, misses, entries, sizeBytes, maxBytes, savedMs } = cache
  const total = hits + misses
  const filled = maxBytes === 0 ? 0 : sizeBytes / maxBytes
  return (
    <tr>
      <Td className="py-1.5">
        <p className="font-medium first-letter:uppercase">{name}</p>
        {name in HOLDS && <p className="text-fg-faint text-xs">{HOLDS[name]}</p>}
      </Td>
      <Td className="tabular text-right">{total === 0 ? '–' : formatPercent(hits / total)}</Td>
      <Td className="tabular text-right max-sm:hidden" title={formatNumber(hits)}>
        {formatCompact(hits)}
      </Td>
      <Td className="tabular text-right max-sm:hidden" title={formatNumber(misses)}>
        {formatCompact(misses)}
      </Td>
      <Td className="tabular whitespace-nowrap text-right">{savedMs === 0 ? '–' : toSeconds(savedMs)}</Td>
      <Td className="tabular text-right max-sm:hidden">{maxBytes === 0 ? '–' : formatNumber(entries)}</Td>
      <Td className="text-right">
        {maxBytes === 0 ? (
          'in the database'
        ) : (
          <span className="inline-flex items-center gap-2 whitespace-nowrap">
            <span className="h-1.5 w-12 bg-muted max-sm:hidden" aria-hidden>
              <span className="block h-full bg-fg-muted" style={{ width: `${Math.min(100, 100 * filled)}%` }} />
            </span>
            <span className="tabular text-right sm:min-w-32">
              {formatBytes(sizeBytes)}
              <span className="max-sm:hidden"> of {formatBytes(maxBytes)}</span>
            </span>
          </span>
        )}
      </Td>
    </tr>
  )
}
