import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { queueIndexing } from '@/lib/indexing/queue/queue-indexing'
import { averageLengths } from '@/lib/indexing/versions/average-lengths'
import { embedAndStore } from '@/lib/indexing/versions/embed-and-store'
import { readKeptNoise } from '@/lib/indexing/versions/read-kept-noise'
import { readOverlays } from '@/lib/indexing/versions/read-overlays'
import { refuseSource } from '@/lib/indexing/versions/refuse-source'
import type { StoreOptions } from '@/lib/indexing/versions/store-versions'
import { tryToStore } from '@/lib/indexing/versions/try-to-store'
import { hasErrors } from '@/lib/schemas/front-matter/parse-module-file'
import type { PublishResultDto } from '@/lib/schemas/modules/module'
import { type Actor, whoOf } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { prepareOnThread } from '@/lib/texts/threads/cut-text'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { findDependencyProblems } from './find-dependency-problems'

type Publication = {
  id: string
  source: string
  path: string | null
  message: string
  /** The newest version the text started from, and its hash; 0 and null without one. */
  baseVersion: number
  currentHash: string | null
  /** What the audit log says; null where `finish` says it there. */
  action: 'module.created' | 'module.published' | 'module.restored' | null
  /** Runs in the transaction of the publish; throws to undo it. */
  finish?: (tx: Transaction) => Promise<void>
}

/**
 * Makes a text the module's next version and moves production to it; without a change it stays as it is.
 * @throws AppError VALIDATION with the problems of the text, or with the cycle its dependencies would close
 * @throws AppError CONFLICT when the module's curation changed during each of its tries
 * @throws Outdated when there is a newer version of another text than the one that this text started from
 */
export async function publishSource(
  actor: Actor,
  workspaceId: string,
  publication: Publication,
): Promise<PublishResultDto> {
  const { id, source, path, baseVersion } = publication
  const work = { workspaceId, urgency: 'person', size: source.length } as const
  const { file, contentHash } = await workOnText('parseAndCount', { path: path ?? `${id}.md`, source, id }, work)
  if (hasErrors(file.problems)) throw refuseSource(file.problems)
  const missing = await findDependencyProblems(workspaceId, file.metadata.dependencies)
  const problems = [...file.problems, ...missing.values()]
  if (publication.currentHash !== null && publication.currentHash === contentHash) {
    return { id, version: baseVersion, status: 'unchanged', problems }
  }
  const options = {
    author: whoOf(actor),
    message: publication.message,
    urgency: 'person',
    finish: async (tx, [stored]) => {
      if (stored?.status !== 'created' && stored?.status !== 'updated') return
      await publication.finish?.(tx)
      const { action } = publication
      const after = { version: stored.version }
      const before = stored.status === 'updated' ? { version: baseVersion } : {}
      if (action) await recordAudit(tx, actor, { action, target: id, before, after })
    },
  } satisfies Partial<StoreOptions>
  const outcome = await tryToStore(async () => {
    const overlay = (await readOverlays(prisma, workspaceId, [id])).get(id)
    const version = { file, path, overlay, contentHash, keptNoise: await readKeptNoise(workspaceId) }
    const prepared = await prepareOnThread(version, work)
    const item = { version: prepared, baseVersion }
    const [stored] = await embedAndStore(workspaceId, [item], { ...options, lengths: averageLengths([prepared]) })
    const isOverlayChanged = stored?.status === 'outdated' && stored.latestVersion === baseVersion
    return isOverlayChanged ? false : stored
  })
  if (outcome === false) {
    const message = `The curation of “${id}” changes faster than it can be published. Nothing was stored: try again in a moment.`
    throw new AppError('CONFLICT', message, { entity: 'module', id })
  }
  if (outcome?.status === 'created' || outcome?.status === 'updated') {
    queueIndexing(workspaceId)
    return { id, version: outcome.version, status: outcome.status, problems }
  }
  if (outcome?.status === 'cycle') {
    const message = `The dependencies form a cycle: ${outcome.path.join(' → ')}.`
    throw refuseSource([{ path: 'dependencies', message, severity: 'error' }], { cycle: outcome.path })
  }
  const isSame = outcome?.status === 'outdated' && publication.action !== 'module.created'
  const version = isSame ? await findVersion(workspaceId, id, contentHash, outcome.latestVersion) : undefined
  if (version === undefined) throw new Outdated()
  return { id, version, status: 'unchanged', problems }
}

/** The version, where it is this text: somebody else published it, or the same request came twice. */
async function findVersion(workspaceId: string, moduleId: string, contentHash: string, version: number) {
  const found = await prisma.moduleVersion.findFirst({
    where: { workspaceId, moduleId, version, contentHash },
    select: { version: true },
  })
  return found?.version
}

/** Somebody published another text while this was prepared. */
export class Outdated extends Error {}
