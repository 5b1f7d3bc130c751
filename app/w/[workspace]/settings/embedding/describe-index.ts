import type { EmbeddingIndexDto } from '@/lib/schemas/contexts/embedding'

/** What an index is, in the words of the choices. */
export function indexTitle({ kind, model, providerName }: EmbeddingIndexDto): string {
  switch (kind) {
    case 'lsa':
      return 'Offline, fitted to this workspace'
    case 'hash':
      return 'Offline, by how words are written'
    case 'provider':
      return `${model} of ${providerName ?? 'a provider that was deleted'}`
    case 'transformers':
      return `${model}, inside Loadout`
  }
}

export function indexFacts({ kind, model, dimensions, isLate, parentShare }: EmbeddingIndexDto): string[] {
  return [
    kind === 'lsa' || kind === 'hash' ? model : '',
    dimensions > 0 ? `${dimensions} dimensions` : '',
    isLate ? 'late chunking' : '',
    parentShare > 0
      ? `${Math.round(parentShare * 100)}% of the module in each chunk${isLate ? ' of a long one' : ''}`
      : '',
  ].filter(Boolean)
}
