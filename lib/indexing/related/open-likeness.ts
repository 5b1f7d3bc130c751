import { prisma } from '@/lib/db/client'
import { toDocumentWeights } from '@/lib/db/index-rows'
import type { ReleaseKey } from '@/lib/db/releases/release'
import { listModules } from '@/lib/db/retrieval/memory/list-modules'
import { loadModuleDocuments } from '@/lib/db/retrieval/memory/load-documents'
import { MAX_INDEXED_MODULES } from '@/lib/db/retrieval/memory/read-release-index'
import { dot } from '@/lib/engine'
import { giveWay } from '@/lib/give-way'
import { readScores } from './read-scores'

type Scope = ReleaseKey & { indexId: string }
/** How alike the release's other modules are to one of them, 0–1, by id. */
type ScoresOf = (moduleId: string) => Promise<Map<string, number>>
type Document = { moduleId: string; terms: [number, number][]; vector: Float32Array | null }

const MODULES_PER_READ = 200

/**
 * Compares the modules of a release in memory: in the database each would be a scan of all of them, during which everybody
 * waits. Says what `readScores` says, which larger releases are left to.
 */
export async function openLikeness(scope: Scope, signal: AbortSignal): Promise<ScoresOf> {
  const { workspaceId, releaseId, indexId } = scope
  const state = await prisma.releaseState.findUniqueOrThrow({
    where: { workspaceId_releaseId: { workspaceId, releaseId } },
    select: { moduleCount: true, moduleAverageLength: true },
  })
  if (state.moduleCount > MAX_INDEXED_MODULES) return (moduleId) => readScores(scope, moduleId)
  const modules = await listModules(prisma, scope, null, null)
  const documents: Document[] = []
  for (let start = 0; start < modules.length; start += MODULES_PER_READ) {
    signal.throwIfAborted()
    const batch = modules.slice(start, start + MODULES_PER_READ)
    const groups = await loadModuleDocuments(prisma, { workspaceId, embeddingModel: indexId }, batch)
    for (const [i, { moduleId }] of batch.entries()) {
      const [document] = groups[i]?.documents ?? []
      if (!document) continue
      const { termIds, frequencies, length, vector } = document
      const weights = toDocumentWeights({ ids: termIds, frequencies }, length, state.moduleAverageLength)
      documents.push({ moduleId, terms: unit(weights), vector })
    }
    await giveWay()
  }
  return compareDocuments(documents)
}

function compareDocuments(documents: Document[]): ScoresOf {
  const positions = new Map(documents.map(({ moduleId }, at) => [moduleId, at]))
  const holders = new Map<number, { documents: number[]; weights: number[] }>()
  for (const [at, { terms }] of documents.entries()) {
    for (const [id, weight] of terms) {
      const held = holders.get(id) ?? { documents: [], weights: [] }
      held.documents.push(at)
      held.weights.push(weight)
      holders.set(id, held)
    }
  }
  return async (moduleId) => {
    const at = positions.get(moduleId)
    const own = at === undefined ? undefined : documents[at]
    if (!own) return new Map()
    const cosines = new Float64Array(documents.length)
    for (const [id, weight] of own.terms) {
      const held = holders.get(id)
      held?.documents.forEach((other, i) => {
        cosines[other]! += weight * held.weights[i]!
      })
    }
    const scores = new Map<string, number>()
    for (const [other, { moduleId: id, vector }] of documents.entries()) {
      if (other === at) continue
      const lexical = cosines[other]!
      const isComparable = vector !== null && vector.length === own.vector?.length
      scores.set(id, isComparable ? (lexical + Math.max(0, dot(vector, own.vector!))) / 2 : lexical)
    }
    return scores
  }
}

/** A text without terms has no direction, and is like nothing. */
function unit(weights: [number, number][]): [number, number][] {
  const norm = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight ** 2, 0))
  return norm > 0 ? weights.map(([id, weight]) => [id, weight / norm]) : []
}
