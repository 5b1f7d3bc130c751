import { formatCount, formatNumber } from '@/components/ui/format-number'
import type { ChunkHeatDto } from '@/lib/schemas/insights/chunk-heat'

/** How many chunks were sent, in a sentence. */
export function describeHeat({ version, contexts, isAll, chunks }: ChunkHeatDto): string {
  if (contexts === 0) return 'No context was composed in the last 30 days.'
  const never = chunks.filter(({ sentIn }) => sentIn === 0).length
  if (never === 0) return `Every chunk of version ${version} was sent.`
  const which = isAll
    ? `${formatCount(contexts, 'context')} of the last 30 days`
    : `the latest ${formatCount(contexts, 'context')}`
  if (never === chunks.length) return `No chunk of version ${version} was sent in ${which}.`
  const were = never === 1 ? 'was' : 'were'
  return `${formatNumber(never)} of ${formatCount(chunks.length, 'chunk')} of version ${version} ${were} never sent in ${which}.`
}
