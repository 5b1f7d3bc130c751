import { prisma } from '@/lib/db/client'
import { hasErrors } from '@/lib/schemas/front-matter/parse-module-file'
import type { StoredOverlay } from '@/lib/texts/prepare/mark-chunks'
import type { PreparedVersion } from '@/lib/texts/prepare/prepare-version'
import { prepareOnThread } from '@/lib/texts/threads/cut-text'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { averageLengths } from './average-lengths'
import { readKeptNoise } from './read-kept-noise'
import { readOverlays } from './read-overlays'
import { refuseSource } from './refuse-source'
import { type CandidateKey, type CandidateOptions, storeCandidates } from './store-candidates'

export type CandidateSource = {
  /** The module's id. */
  id: string
  /** The whole file, front matter included. */
  source: string
  /** Where the file stands. */
  path: string | null
  /** What its chunks are indexed with; the module's overlay in force where it is absent. */
  overlay?: StoredOverlay
}

/**
 * Makes texts candidate versions of their modules: prepared, indexed and stored outside every release. A module stands at
 * most once among them.
 * @throws AppError VALIDATION with the problems of a text, LIMIT_EXCEEDED, UNAVAILABLE
 */
export async function createCandidates(
  workspaceId: string,
  sources: CandidateSource[],
  options: Omit<CandidateOptions, 'lengths'>,
): Promise<CandidateKey[]> {
  const overlays = await readOverlays(
    prisma,
    workspaceId,
    sources.map(({ id }) => id),
  )
  const keptNoise = await readKeptNoise(workspaceId)
  const total = sources.reduce((sum, { source }) => sum + source.length, 0)
  const prepared: PreparedVersion[] = []
  for (const { id, source, path, overlay } of sources) {
    const work = { workspaceId, urgency: options.urgency, size: source.length, total }
    const { file, contentHash } = await workOnText('parseAndCount', { path: path ?? `${id}.md`, source, id }, work)
    if (hasErrors(file.problems)) throw refuseSource(file.problems, { id })
    const version = { file, path, overlay: overlay ?? overlays.get(id), contentHash, keptNoise }
    prepared.push(await prepareOnThread(version, work))
  }
  return storeCandidates(workspaceId, prepared, { ...options, lengths: averageLengths(prepared) })
}
