import type { ChunkHit, ModuleHit } from '@/lib/engine/vocabulary/ports'
import { toChunkId } from '../chunk-id'

/** Hits that the database gives beyond the limit, since it scores in single or half precision and may order near ties otherwise. */
export const SLACK = 16

export type SearchScope = { workspaceId: string; releaseId: string; embeddingModel: string }

export type Scored = {
  retriever: 'lexical' | 'vector'
  moduleId: string
  version: number
  ordinal: number
  score: number
}

/** Per retriever, as they are ordered; those without a score above 0 are no hits. */
export function toModuleHits(hits: Scored[]): { lexical: ModuleHit[]; vector: ModuleHit[] } {
  return byRetriever(hits, ({ moduleId }) => ({ moduleId }))
}

/** The same of chunks. */
export function toChunkHits(hits: Scored[]): { lexical: ChunkHit[]; vector: ChunkHit[] } {
  return byRetriever(hits, (hit) => ({ chunkId: toChunkId(hit), moduleId: hit.moduleId, version: hit.version }))
}

function byRetriever<T>(hits: Scored[], toHit: (hit: Scored) => T) {
  const ranked = (retriever: Scored['retriever']) =>
    hits
      .filter((hit) => hit.retriever === retriever && hit.score > 0)
      .map((hit, i) => ({ ...toHit(hit), rank: i + 1, score: hit.score }))
  return { lexical: ranked('lexical'), vector: ranked('vector') }
}
