import type { EmbeddingDto, VectorSearchDto } from '@/lib/schemas/contexts/embedding'

/** How the nearest vectors are found, in sentences: one where chunks and modules are searched alike. */
export function describeSearch({ chunks, modules }: EmbeddingDto['search']): string {
  if (chunks.kind === 'exact' && modules.kind === 'exact') return 'Searched exactly: each vector is compared.'
  const where = 'Where a release does not fit in memory, '
  return `${where}chunks are ${wordsOf(chunks)}; modules are ${wordsOf(modules)}.`
}

function wordsOf({ kind, recall }: VectorSearchDto): string {
  const share = formatShare(recall ?? 0)
  switch (kind) {
    case 'exact':
      return 'searched exactly'
    case 'making':
      return 'searched exactly until an approximate index is made'
    case 'approximate':
      return `searched by an approximate index, which finds ${share} of the ten nearest`
    case 'refused':
      return `searched exactly, because an approximate index found ${share} of the ten nearest`
  }
}

/** Rounded down: 99.96 % are not all. */
const formatShare = (share: number) => `${Math.floor(share * 1_000) / 10}%`
