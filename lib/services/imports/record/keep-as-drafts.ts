import { prisma } from '@/lib/db/client'
import { retryUnavailable } from '@/lib/db/retry-unavailable'
import { giveWay } from '@/lib/give-way'
import { toModuleSource } from '@/lib/schemas/front-matter/front-matter'
import type { ImportResultDto } from '@/lib/schemas/imports/module-import'
import type { ModuleProblem } from '@/lib/schemas/modules/module'
import { type Actor, whoOf } from '@/lib/services/actor'
import { toTextProblem } from '@/lib/services/imports/plan/parse-files'
import type { ImportCandidate } from '@/lib/services/imports/plan/parse-import'
import type { PreparedDraft } from '@/lib/texts/tasks/text-tasks'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { recordImport } from './record-import'

/** Of one transaction and of one thread: UTF-16 units, and modules. */
const BATCH_SIZE = 512 * 1024
const BATCH_MODULES = 50

type Draft = { candidate: ImportCandidate; id: string; source: string; isNew: boolean }
type ReadyDraft = Draft & { prepared: PreparedDraft }

/**
 * Keeps the changed files of an import as drafts, a batch in each transaction. A draft that somebody has begun is left
 * alone, and the file failed.
 */
export async function keepAsDrafts(
  actor: Actor,
  changed: ImportCandidate[],
  importId: string,
): Promise<Map<ImportCandidate, ImportResultDto>> {
  const results = new Map<ImportCandidate, ImportResultDto>()
  const fail = ({ path, problems }: ImportCandidate, id: string, problem: ModuleProblem): ImportResultDto => ({
    path,
    status: 'failed',
    id,
    problems: [...problems, problem],
  })
  for (const batch of toBatches(changed)) {
    await giveWay()
    const ready: ReadyDraft[] = []
    for (const { draft, prepared } of await prepare(actor.workspaceId, batch)) {
      if ('source' in prepared) ready.push({ ...draft, prepared })
      else results.set(draft.candidate, fail(draft.candidate, draft.id, prepared))
    }
    const kept = await retryUnavailable(() => storeDrafts(actor, ready, importId))
    for (const { candidate, id, isNew } of ready) {
      const { path, problems } = candidate
      const message = `“${id}” has a draft already: publish or discard it first.`
      const result: ImportResultDto = kept.has(id)
        ? { path, status: isNew ? 'created' : 'updated', id, problems }
        : fail(candidate, id, { path: 'id', message, severity: 'error' })
      results.set(candidate, result)
    }
  }
  return results
}

/** What lists show of them; of a text that was given up, why. */
async function prepare(workspaceId: string, drafts: Draft[]) {
  const files = drafts.map(({ candidate, id, source, isNew }) => {
    const path = isNew ? null : (candidate.current?.path ?? null)
    return { id, path, source, isNew: isNew && candidate.file?.isIdAuthored !== true }
  })
  const size = drafts.reduce((sum, { source }) => sum + source.length, 0)
  try {
    const prepared = await workOnText('draftAll', { files }, { workspaceId, urgency: 'import', size })
    return drafts.map((draft, i) => ({ draft, prepared: prepared[i]! }))
  } catch (error) {
    const problem = toTextProblem(error)
    if (!problem) throw error
    if (drafts.length === 1) return drafts.map((draft) => ({ draft, prepared: problem }))
    // which of them it was
    const each: { draft: Draft; prepared: PreparedDraft | ModuleProblem }[] = []
    for (const draft of drafts) each.push(...(await prepare(workspaceId, [draft])))
    return each
  }
}

/** @returns the ids of the modules that have their draft now; the others had one already */
async function storeDrafts(actor: Actor, drafts: ReadyDraft[], importId: string): Promise<Set<string>> {
  const { workspaceId } = actor
  if (drafts.length === 0) return new Set()
  return prisma.$transaction(async (tx) => {
    const data = drafts.filter(({ isNew }) => isNew).map(({ id }) => ({ workspaceId, id }))
    const made = await tx.module.createManyAndReturn({ data, skipDuplicates: true, select: { id: true } })
    const fresh = new Set(made.map(({ id }) => id))
    // a module that somebody made meanwhile is not the file's
    const own = drafts.filter(({ id, isNew }) => !isNew || fresh.has(id))
    const kept = await tx.moduleDraft.createManyAndReturn({
      data: own.map(({ id, candidate, prepared: { source, metadata } }) => ({
        workspaceId,
        moduleId: id,
        source,
        metadata,
        baseVersion: candidate.current?.latestVersion ?? 0,
        updatedBy: whoOf(actor),
      })),
      skipDuplicates: true,
      select: { moduleId: true },
    })
    const changes = kept.map(({ moduleId }) => ({ moduleId, version: 0, change: 'draft' as const }))
    await recordImport(tx, actor, importId, changes)
    return new Set(kept.map(({ moduleId }) => moduleId))
  })
}

function toBatches(changed: ImportCandidate[]): Draft[][] {
  const batches: Draft[][] = []
  let room = 0
  for (const candidate of changed) {
    const { file, current } = candidate
    const source = toModuleSource(file?.frontMatter ?? null, file?.body ?? '')
    const draft = { candidate, id: file?.metadata.id ?? '', source, isNew: current === undefined }
    const last = batches.at(-1)
    if (last && last.length < BATCH_MODULES && source.length <= room) last.push(draft)
    else {
      batches.push([draft])
      room = BATCH_SIZE
    }
    room -= source.length
  }
  return batches
}
