import { newId } from '@/lib/new-id'
import { hasErrors } from '@/lib/schemas/front-matter/parse-module-file'
import { type ImportResultDto, importModulesSchema, importResultsSchema } from '@/lib/schemas/imports/module-import'
import type { ModuleProblem } from '@/lib/schemas/modules/module'
import { findDependencyProblems } from '@/lib/services/modules/publishing/find-dependency-problems'
import { verb } from '@/lib/services/verb'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { type ImportCandidate, isUnchanged, parseImport } from './plan/parse-import'
import { planImport } from './plan/plan-import'
import { proposeFiles, toProposals } from './plan/propose-files'
import { bringBack } from './record/bring-back'
import { keepAsDrafts } from './record/keep-as-drafts'
import { markArchived } from './record/mark-archived'
import { moveModules } from './record/move-modules'
import { hasChanges, requireImport } from './record/record-import'
import { storeImport } from './record/store-import'

/**
 * Imports files as module versions that are searchable when this returns, as drafts that nothing retrieves, or as edits of a
 * change request. Each file has its own result; a bad one never keeps a good one out. Importing the same again changes nothing. What is changed is
 * noted under the import's id with each batch, so that what a broken-off import made can be undone as well.
 * @throws AppError as `workOnText` does; NOT_FOUND, CONFLICT or LIMIT_EXCEEDED for the change request, and then nothing of
 *   these files is in it
 */
export const importModules = verb({
  name: 'importModules',
  scope: 'write',
  effect: 'write',
  input: importModulesSchema,
  output: importResultsSchema,
  rawText: 'files',
  run: async (
    { actor, workspaceId },
    {
      files,
      replace = [],
      idsFromPath = [],
      moves = [],
      dryRun = false,
      publish = true,
      fromFolders = [],
      unarchive = false,
      message = '',
      importId: known,
      change,
    },
  ) => {
    if (known !== undefined) await requireImport(workspaceId, known)
    const importId = known ?? newId('imp')
    const size = files.reduce((sum, { content }) => sum + content.length, 0)
    const sources = await workOnText('read', { files }, { workspaceId, urgency: 'import', size })
    const parsed = await parseImport(workspaceId, sources, {
      replaced: new Set(replace),
      idsFromPath: new Set(idsFromPath),
      fromFolders,
    })
    const results = new Map<ImportCandidate, ImportResultDto>(
      parsed.map((candidate) => [candidate, toPlannedResult(candidate)]),
    )
    const isProposed = change !== undefined && !dryRun
    // what is proposed is moved with its text, when it is merged
    for (const [candidate, result] of await moveModules(actor, parsed, moves, dryRun || isProposed ? null : importId)) {
      results.set(candidate, result)
    }
    const changed = parsed.filter((candidate) => isChange(results.get(candidate)))
    if (isProposed) {
      const proposals = toProposals(changed, moves, results)
      const remaining = change.remaining && change.remaining - (files.length - proposals.length)
      const proposed = await proposeFiles(actor, proposals, { ...change, remaining })
      for (const [candidate, result] of proposed.results) results.set(candidate, result)
      await markArchived(workspaceId, [...results.values()])
      await addDependencyProblems(workspaceId, results)
      return { results: [...results.values()], ...(proposed.number === null ? {} : { change: proposed.number }) }
    }
    if (!dryRun && changed.length > 0) {
      const stored = publish
        ? await storeImport(actor, workspaceId, changed, { message, importId })
        : await keepAsDrafts(actor, changed, importId)
      for (const [candidate, result] of stored) results.set(candidate, result)
    }
    if (unarchive && publish && !dryRun) await bringBack(actor, [...results.values()], importId)
    await markArchived(workspaceId, [...results.values()])
    if (dryRun) await planImport(workspaceId, results)
    await addDependencyProblems(workspaceId, results)
    const isRecorded = !dryRun && (await hasChanges(workspaceId, importId))
    return { results: [...results.values()], ...(isRecorded ? { importId } : {}) }
  },
})

const isChange = (result: ImportResultDto | undefined) => result?.status === 'created' || result?.status === 'updated'

function toPlannedResult(candidate: ImportCandidate): ImportResultDto {
  const { path, file, current, problems } = candidate
  if (!file && !hasErrors(problems)) return { path, status: 'skipped', problems }
  if (!file || hasErrors(problems))
    return { path, status: 'failed', ...(file ? { id: file.metadata.id } : {}), problems }
  const { id } = file.metadata
  if (!current || current.latestVersion === 0) return { path, status: 'created', id, version: 1, problems }
  if (isUnchanged(candidate)) {
    return { path, status: 'unchanged', id, version: current.latestVersion, problems }
  }
  return { path, status: 'updated', id, version: current.latestVersion + 1, problems }
}

/** Missing and archived dependencies are flagged, not prevented: what is missing may be imported next. */
async function addDependencyProblems(
  workspaceId: string,
  results: Map<ImportCandidate, ImportResultDto>,
): Promise<void> {
  const good = [...results].filter(([, { status }]) => status !== 'failed' && status !== 'skipped')
  const planned = new Set(good.flatMap(([, { id }]) => id ?? []))
  const wanted = good.flatMap(([{ file }]) => file?.metadata.dependencies ?? [])
  const problemOf = await findDependencyProblems(workspaceId, wanted, planned)
  for (const [{ file }, result] of good) {
    const found: ModuleProblem[] = (file?.metadata.dependencies ?? []).flatMap((id) => problemOf.get(id) ?? [])
    result.problems = [...result.problems, ...found]
  }
}
