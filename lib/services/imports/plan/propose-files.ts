import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { EditInput } from '@/lib/schemas/changes/change-inputs'
import { toModuleSource } from '@/lib/schemas/front-matter/front-matter'
import type { ImportModulesInput, ImportResultDto } from '@/lib/schemas/imports/module-import'
import { LIMITS } from '@/lib/schemas/limits'
import { type ModuleProblem, TEXT_REFUSALS } from '@/lib/schemas/modules/module'
import type { Actor } from '@/lib/services/actor'
import { finishFilling } from '@/lib/services/change-requests/edits/finish-filling'
import { storeEdits } from '@/lib/services/change-requests/edits/store-edits'
import type { ImportCandidate } from './parse-import'

type Change = NonNullable<ImportModulesInput['change']>
type Proposal = { candidate: ImportCandidate; edit: EditInput; isMoved: boolean }
type Proposed = { results: Map<ImportCandidate, ImportResultDto>; number: number | null }

/** What an import would create, change or move, as edits. */
export function toProposals(
  changed: ImportCandidate[],
  moves: NonNullable<ImportModulesInput['moves']>,
  results: ReadonlyMap<ImportCandidate, ImportResultDto>,
): Proposal[] {
  const idOf = new Map(moves.map(({ path, id }) => [path, id]))
  const moved = [...results].flatMap(([candidate, { status }]) => {
    const id = idOf.get(candidate.path)
    return id !== undefined && status === 'unchanged' ? [toProposal(candidate, id, true)] : []
  })
  return [...changed.map((candidate) => toProposal(candidate, candidate.file?.metadata.id ?? '', false)), ...moved]
}

function toProposal(candidate: ImportCandidate, moduleId: string, isMoved: boolean): Proposal {
  const { file, storedPath } = candidate
  const source = toModuleSource(file?.frontMatter ?? null, file?.body ?? '')
  const edit = { moduleId, kind: 'text' as const, source, ...(storedPath === null ? {} : { path: storedPath }) }
  return { candidate, edit, isMoved }
}

/**
 * Puts files into a change request, a new one or an open one, a part in each transaction. An edit that stands there with
 * another text is left alone, and the file failed; the same text again changes nothing.
 * @throws AppError NOT_FOUND, CONFLICT; LIMIT_EXCEEDED where the request would have too many edits: then none is stored
 */
export async function proposeFiles(
  actor: Actor,
  proposals: Proposal[],
  { number: given, title, description = '', remaining, filling }: Change,
): Promise<Proposed> {
  const known = await readKnown(actor.workspaceId, given)
  const results: Proposed['results'] = new Map()
  const fresh = proposals.filter((proposal) => {
    const { moduleId, source } = proposal.edit
    if (!known.has(moduleId)) return true
    const isSame = known.get(moduleId) === source
    results.set(proposal.candidate, isSame ? toStored(proposal) : toFailed(proposal, isThere(moduleId, given)))
    return false
  })
  // of a new one, what is to come after these files as well: none of it is left half full
  refuseTooMany(given === undefined ? Math.max(fresh.length, remaining ?? 0) : known.size + fresh.length)
  let number = given ?? null
  // what is not stored of these files is not to come either
  const isInParts = remaining !== undefined || fresh.length > LIMITS.changeEditsAtOnce
  let left = (remaining ?? proposals.length) - (proposals.length - fresh.length)
  const store = async (part: Proposal[]): Promise<void> => {
    const target =
      number === null ? { title: title ?? titleOf(proposals.length), description, status: 'open' as const } : { number }
    try {
      const edits = part.map(({ edit }) => ({ ...edit, revision: 0 }))
      const options = { remaining: isInParts ? left : undefined, filling }
      number = await storeEdits(actor, actor.workspaceId, target, edits, options)
      left -= part.length
      for (const proposal of part) results.set(proposal.candidate, toStored(proposal))
    } catch (error) {
      // which of them it was; what is wrong with the request itself is wrong with each
      if (part.length > 1 && isOfText(error)) for (const proposal of part) await store([proposal])
      else if (isOfText(error)) {
        for (const proposal of part) results.set(proposal.candidate, toFailed(proposal, error))
        left -= part.length
      } else throw error
    }
  }
  for (let start = 0; start < fresh.length; start += LIMITS.changeEditsAtOnce) {
    await store(fresh.slice(start, start + LIMITS.changeEditsAtOnce))
  }
  // the last part may be one that could not be stored
  if (isInParts && left <= 0 && number !== null) await finishFilling({ actor, key: filling }, number)
  return { results, number }
}

const titleOf = (files: number) => (files === 1 ? 'Import 1 file' : `Import ${files} files`)

/** The texts of a request’s edits by their modules. */
async function readKnown(workspaceId: string, number: number | undefined): Promise<Map<string, string | null>> {
  if (number === undefined) return new Map()
  const edits = await prisma.changeRequestEdit.findMany({
    where: { workspaceId, number },
    select: { moduleId: true, source: true },
  })
  return new Map(edits.map(({ moduleId, source }) => [moduleId, source]))
}

function refuseTooMany(actual: number): void {
  const limit = LIMITS.changeEdits
  if (actual <= limit) return
  const message = `A change request has at most ${limit} edits, and these would make it ${actual}. Nothing of these files was put into it: import them in parts, each into a change request of its own.`
  throw new AppError('LIMIT_EXCEEDED', message, { limit, actual })
}

/** Whether the text of an edit is what is wrong. */
function isOfText(error: unknown): error is AppError {
  if (!(error instanceof AppError)) return false
  const { reason, entity } = error.data
  if (error.code === 'LIMIT_EXCEEDED') return TEXT_REFUSALS.some((each) => each === reason)
  return error.code === 'VALIDATION' || (error.code === 'CONFLICT' && entity === 'changeEdit')
}

const isThere = (moduleId: string, number: number | undefined) =>
  new Error(`#${number} edits “${moduleId}” already: change it there, or take that edit out first.`)

function toStored({ candidate: { path, current, problems }, edit, isMoved }: Proposal): ImportResultDto {
  const isNew = !isMoved && (current === undefined || current.latestVersion === 0)
  return { path, status: isNew ? 'created' : 'updated', id: edit.moduleId, problems }
}

function toFailed({ candidate: { path, problems }, edit }: Proposal, { message }: Error): ImportResultDto {
  const problem: ModuleProblem = { message, severity: 'error' }
  return { path, status: 'failed', id: edit.moduleId, problems: [...problems, problem] }
}
