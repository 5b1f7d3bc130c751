import type { FolderField, ImportFile, ImportResultDto } from '@/lib/schemas/imports/module-import'
import { normalizePath, otherIdOfPath } from '@/lib/schemas/modules/module-path'

/** In the order of the list: what needs a decision comes first. */
export const PLANS = ['failed', 'clash', 'renamed', 'duplicate', 'changed', 'new', 'same', 'skipped'] as const
export type Plan = (typeof PLANS)[number]
export type PlannedResult = ImportResultDto & { plan: Plan }

/** An open change request, or what a new one is called; empty: by its number of files. */
export type ChosenChange = { number: number } | { title: string }

export type ImportChoices = {
  /** Else what is new or changed is kept as drafts. */
  publish: boolean
  /** The change request that what is new or changed becomes edits of; null: none. Published or kept as drafts then. */
  change: ChosenChange | null
  fromFolders: FolderField[]
  /** Modules whose ids files from elsewhere have. */
  replaceClashes: boolean
  /** Paths of files that get ids made of them, in place of those that are taken. */
  idsFromPath: string[]
  /** A module whose file is at another path now comes from there. */
  moveRenamed: boolean
  /** Files whose text a module has already. */
  importTwins: boolean
  /** Archived modules whose files these are come back. */
  unarchive: boolean
}
export const DEFAULT_CHOICES: ImportChoices = {
  publish: true,
  change: null,
  fromFolders: [],
  replaceClashes: false,
  idsFromPath: [],
  moveRenamed: true,
  importTwins: false,
  unarchive: true,
}

/**
 * The plan of a whole import from the answers to its batches, of which each knows its own files only: a module whose file
 * comes in another batch is not renamed, and an id or a text can come twice.
 */
export function mergePlan(results: ImportResultDto[], files: ImportFile[]): PlannedResult[] {
  const contentOf = new Map(files.map(({ path, content }) => [path, content]))
  const idOfContent = new Map<string, string>()
  const ids = new Set(results.flatMap(({ id, status }) => (status === 'failed' ? [] : (id ?? []))))
  const pathOf = new Map<string, string>()
  return results.map((result) => {
    const { id = '', path, of } = result
    const plan = result.plan ?? 'failed'
    if (result.status === 'failed' || result.status === 'skipped') return { ...result, plan }
    const first = pathOf.get(id)
    if (first !== undefined) {
      const message = `“${normalizePath(first)}” of this import has the id “${id}” too. Give one of them an id of its own.`
      const pathId = otherIdOfPath(path, id)
      if (pathId !== '' && !path.includes('#') && !ids.has(pathId)) result.pathId = pathId
      ids.add(pathId)
      const problems = [{ code: 'id_twice' as const, path: 'id', message, severity: 'error' as const }]
      return { ...result, plan: 'clash', status: 'failed', problems }
    }
    pathOf.set(id, path)
    const content = contentOf.get(path)
    const twin = content === undefined ? undefined : idOfContent.get(content)
    if (content !== undefined && twin === undefined) idOfContent.set(content, id)
    if (plan === 'new' && twin !== undefined) return { ...result, plan: 'duplicate', of: twin }
    return { ...result, plan: plan === 'renamed' && of !== undefined && ids.has(of) ? 'duplicate' : plan }
  })
}

/** Drafts and change requests leave archived modules where they are. */
export const canUnarchive = ({ publish, change }: ImportChoices) => publish && change === null

/** Whether a file gets an id made of its path. */
export const isGivenId = ({ path }: ImportResultDto, { idsFromPath }: ImportChoices) => idsFromPath.includes(path)

/** Whether a file could take the place of a module: of two files of one import with one id, none does. */
export const isReplacing = ({ plan, problems }: ImportResultDto) =>
  plan === 'clash' && !problems.some(({ code }) => code === 'id_twice')

/** Whether a file is sent, as people chose. */
export function isWanted(result: PlannedResult, choices: ImportChoices): boolean {
  const { plan, isArchived } = result
  const { replaceClashes, moveRenamed, importTwins } = choices
  if (plan === 'same') return isArchived === true && canUnarchive(choices) && choices.unarchive
  if (plan === 'new' || plan === 'changed') return true
  if (plan === 'clash') return isGivenId(result, choices) || (replaceClashes && isReplacing(result))
  if (plan === 'renamed') return moveRenamed || importTwins
  return plan === 'duplicate' && importTwins
}

/** The file that a result is of: a part of a put-together file has its path, then `#` and its id. */
const fileOf = (path: string) => path.slice(0, path.includes('#') ? path.lastIndexOf('#') : undefined)

/** The files that have one of these results, or a part with one. */
export function filesOf(files: ImportFile[], results: ImportResultDto[]): ImportFile[] {
  const paths = new Set(results.flatMap(({ path }) => [path, fileOf(path)]))
  return files.filter(({ path }) => paths.has(path))
}

/** What failed when it was sent; results with a plan were not sent. */
export const failedResults = (results: ImportResultDto[]) =>
  results.filter(({ status, plan }) => status === 'failed' && plan === undefined)

/** The results of these files. */
export function resultsOf<Result extends ImportResultDto>(results: Result[], files: ImportFile[]): Result[] {
  const paths = new Set(files.map(({ path }) => path))
  return results.filter(({ path }) => paths.has(path) || paths.has(fileOf(path)))
}

/** The results that are of none of these files. */
export function resultsBeside<Result extends ImportResultDto>(results: Result[], files: ImportFile[]): Result[] {
  const own = new Set(resultsOf(results, files))
  return results.filter((result) => !own.has(result))
}

export function wantedFiles(files: ImportFile[], plan: PlannedResult[], choices: ImportChoices): ImportFile[] {
  return filesOf(
    files,
    plan.filter((result) => isWanted(result, choices)),
  )
}
