import { toChunkId } from '@/lib/db/chunk-id'
import { prisma } from '@/lib/db/client'
import type { TermCounts } from '@/lib/db/index-rows'
import { toSnapshot } from '@/lib/db/retrieval/module-snapshots'
import { ACTIVATIONS, chunkText, type ModuleSnapshot, PRIORITIES, type StoredChunk } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { embedVersions } from '@/lib/indexing/versions/embed-versions'
import { readKeptNoise } from '@/lib/indexing/versions/read-kept-noise'
import { readOverlays } from '@/lib/indexing/versions/read-overlays'
import { hasErrors } from '@/lib/schemas/front-matter/parse-module-file'
import { readModule } from '@/lib/services/modules/rows/read-module'
import { prepareOnThread } from '@/lib/texts/threads/cut-text'
import { workOnText } from '@/lib/texts/threads/work-on-text'

type Indexed = { length: number; termCounts: TermCounts; vector: ArrayLike<number> | undefined }

/** A draft as retrieval would see it if it were published now; stored nowhere. */
export type OpenDraft = {
  module: ModuleSnapshot
  chunks: (StoredChunk & Indexed & { isOpen: boolean })[]
  index: Indexed
}

/**
 * Prepares a module's draft as a publish would: cut, indexed, embedded, under the number that it would get.
 * @throws AppError NOT_FOUND without a module or a draft; VALIDATION when its text could not be published
 */
export async function openDraft(workspaceId: string, moduleId: string): Promise<OpenDraft> {
  const { draft, latestVersion, version: published } = await readModule(workspaceId, moduleId)
  if (!draft) {
    throw new AppError('NOT_FOUND', `There is no draft of ${moduleId}.`, { entity: 'draft', id: moduleId })
  }
  const { source } = draft
  const path = published?.path ?? null
  const work = { workspaceId, urgency: 'person', size: source.length } as const
  const { file, contentHash } = await workOnText(
    'parseAndCount',
    { path: path ?? `${moduleId}.md`, source, id: moduleId },
    work,
  )
  if (hasErrors(file.problems)) {
    const problem = file.problems.find(({ severity }) => severity === 'error')
    throw new AppError('VALIDATION', `The draft could not be published: ${problem?.message}`, { fields: {} })
  }
  const overlays = await readOverlays(prisma, workspaceId, [moduleId])
  const keptNoise = await readKeptNoise(workspaceId)
  const prepared = await prepareOnThread({ file, path, overlay: overlays.get(moduleId), contentHash, keptNoise }, work)
  const { versions } = await embedVersions(workspaceId, [prepared])
  const version = latestVersion + 1
  const [vectors] = versions[0]?.vectors ?? []
  const vectorOf = new Map(vectors?.chunks.map(({ ordinal, embedding }) => [ordinal, embedding]))
  return {
    module: toSnapshot({
      ...prepared,
      moduleId,
      version,
      priority: PRIORITIES.find((known) => known === prepared.priority) ?? 'medium',
      activation: ACTIVATIONS.find((known) => known === prepared.activation) ?? 'semantic',
      rules: file.metadata.rules ?? null,
      createdAt: new Date(),
    }),
    chunks: prepared.chunks.map(({ indexedText, curation, contentHash: _, ...chunk }) => ({
      ...chunk,
      text: chunkText(prepared.body, chunk),
      ...(curation ? { curation } : {}),
      moduleId,
      version,
      chunkId: toChunkId({ moduleId, version, ordinal: chunk.ordinal }),
      vector: vectorOf.get(chunk.ordinal),
      isOpen: indexedText !== null,
    })),
    index: { ...prepared.index, vector: vectors?.module },
  }
}
