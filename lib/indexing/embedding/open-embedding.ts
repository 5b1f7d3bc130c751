import { prisma } from '@/lib/db/client'
import type { EmbeddingPort } from '@/lib/engine'
import type { Embedder } from './embedder'
import { readLiveIndexes } from './embedding-index'
import { openEmbedder } from './open-embedder'

type Opened = {
  indexId: string
  port: EmbeddingPort
  /** Where messages of conversations are embedded too. */
  embedMessages?: Embedder['embedTexts']
}

const MAX_WORKSPACES = 1_000
const opened = new Map<string, { revision: number; embedding: Promise<Opened> }>()

/** The index that serves a workspace's queries, remembered until a change that all releases see. */
// a release that has changed since has a higher revision than the others: what was read for it serves them too
export function openEmbedding(workspaceId: string, revision: number): Promise<Opened> {
  const known = opened.get(workspaceId)
  if (known && known.revision >= revision) return known.embedding
  const embedding = open(workspaceId)
  if (opened.size >= MAX_WORKSPACES) opened.clear()
  opened.set(workspaceId, { revision, embedding })
  // what failed is tried again by the next request
  embedding.catch(() => {
    if (opened.get(workspaceId)?.embedding === embedding) opened.delete(workspaceId)
  })
  return embedding
}

async function open(workspaceId: string): Promise<Opened> {
  const { active } = await readLiveIndexes(prisma, workspaceId)
  const { port, embedTexts } = await openEmbedder(active)
  return {
    indexId: active.id,
    port: { ...port, ...calibrationOf(active.calibration) },
    ...(active.embedsMessages && embedTexts ? { embedMessages: embedTexts } : {}),
  }
}

function calibrationOf(stored: unknown): Pick<EmbeddingPort, 'calibration'> {
  if (stored === null || typeof stored !== 'object') return {}
  const numbers = Object.entries(stored).filter((entry): entry is [string, number] => typeof entry[1] === 'number')
  return { calibration: Object.fromEntries(numbers) }
}
