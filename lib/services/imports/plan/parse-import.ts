import { prisma } from '@/lib/db/client'
import { toModuleSource } from '@/lib/schemas/front-matter/front-matter'
import { hasErrors, type ParsedModuleFile } from '@/lib/schemas/front-matter/parse-module-file'
import { patchFrontMatter } from '@/lib/schemas/front-matter/patch-front-matter'
import type { FolderField } from '@/lib/schemas/imports/module-import'
import type { ModuleProblem } from '@/lib/schemas/modules/module'
import { isReadAlike, normalizePath } from '@/lib/schemas/modules/module-path'
import { describeLeftOut } from '@/lib/schemas/zip/describe-left-out'
import type { ImportSource } from '@/lib/texts/tasks/read-import'
import type { FileToParse } from '@/lib/texts/tasks/text-tasks'
import { findGivenIds, idsOf } from './find-given-ids'
import { type ParsedFile, parseFiles } from './parse-files'
import { readFolders } from './read-folders'

type CurrentState = {
  latestVersion: number
  contentHash: string | null
  /** Where its newest version was imported from; null for what was made here. */
  path: string | null
}

export type ImportCandidate = {
  path: string
  /** Where the module's next version says it came from: a part of a put-together file leaves it as it is. */
  storedPath: string | null
  isPart: boolean
  /** Null when the upload is no text, or could not be parsed. */
  file: ParsedModuleFile | null
  contentHash: string
  current: CurrentState | undefined
  problems: ModuleProblem[]
}

/** Whether the newest version says what the file does: it has the same text, read as what the file is. */
export function isUnchanged({ contentHash, storedPath, current }: ImportCandidate): boolean {
  if (contentHash === '' || current?.contentHash !== contentHash) return false
  return current.path === null || storedPath === null || isReadAlike(current.path, storedPath)
}

type ParseOptions = {
  /** Ids whose modules may be replaced by a file from another path. */
  replaced: ReadonlySet<string>
  /** Paths of files whose ids are made of them. */
  idsFromPath: ReadonlySet<string>
  fromFolders: FolderField[]
}

/** Parses the files of an import and looks up what the workspace has under their ids. */
export async function parseImport(
  workspaceId: string,
  sources: ImportSource[],
  { replaced, idsFromPath, fromFolders }: ParseOptions,
): Promise<ImportCandidate[]> {
  const bodies = await readMarkedBodies(workspaceId, sources)
  const readable = sources.filter((source) => 'source' in source)
  const files = readable.map((source): FileToParse => {
    if (source.markedId !== undefined) return { path: `${source.markedId}.md`, source: toWholeSource(source, bodies) }
    return { path: source.path, source: source.source, defaults: readFolders(source.path, fromFolders) }
  })
  const parsed = await parseFiles(workspaceId, files)
  const ids = new Set(parsed.flatMap((each, i) => idsOf(each, files[i]!)))
  const states = await readCurrentStates(workspaceId, [...ids])
  const given = findGivenIds(files, parsed, states, idsFromPath)
  const reparsed = await parseFiles(workspaceId, [...given.values()])
  for (const [nth, i] of [...given.keys()].entries()) parsed[i] = reparsed[nth]!
  const parsedOf = new Map(readable.map((source, i) => [source as ImportSource, parsed[i]!]))
  const pathOf = new Map<string, string>()
  const candidates = sources.map((source) => toCandidate(source, parsedOf.get(source), pathOf))
  for (const candidate of candidates) {
    const current = candidate.file ? states.get(candidate.file.metadata.id) : undefined
    candidate.current = current
    if (candidate.isPart) candidate.storedPath = current?.path ?? null
    const clash = current && findClash(candidate, current, { replaced, idsFromPath })
    if (clash) candidate.problems.push(clash)
  }
  return candidates
}

/** @param pathOf where each id of this import stands first; the candidate's is added */
function toCandidate(
  source: ImportSource,
  parsed: ParsedFile | undefined,
  pathOf: Map<string, string>,
): ImportCandidate {
  const { path } = source
  const failed = { path, storedPath: path, isPart: false, file: null, contentHash: '', current: undefined }
  if ('problem' in source) return { ...failed, problems: [{ message: source.problem, severity: 'error' }] }
  if (!('source' in source)) return { ...failed, problems: [describeLeftOut(source.leftOut)] }
  if (!parsed || 'problem' in parsed) return { ...failed, problems: parsed ? [parsed.problem] : [] }
  const { file, contentHash } = parsed
  const problems = [...file.problems]
  if (source.note) problems.push({ message: source.note, severity: 'warning' })
  if (source.leftOut) problems.push(describeLeftOut(source.leftOut))
  const { id } = file.metadata
  const first = pathOf.get(id)
  if (contentHash !== '' && first !== undefined) {
    const message = `“${normalizePath(first)}” of this import has the id “${id}” too. Give one of them an id of its own.`
    problems.push({ code: 'id_twice', path: 'id', message, severity: 'error' })
  } else if (contentHash !== '') pathOf.set(id, path)
  const isPart = source.markedId !== undefined
  return {
    path,
    storedPath: path,
    isPart,
    file,
    contentHash: hasErrors(problems) ? '' : contentHash,
    current: undefined,
    problems,
  }
}

/** An id belongs to the path it was first imported from: a file from elsewhere does not take its place unasked. */
function findClash(
  { path, isPart, file, contentHash }: ImportCandidate,
  current: CurrentState,
  { replaced, idsFromPath }: Pick<ParseOptions, 'replaced' | 'idsFromPath'>,
): ModuleProblem | null {
  const id = file?.metadata.id ?? ''
  if (isPart || contentHash === '' || contentHash === current.contentHash || replaced.has(id)) return null
  const isSame =
    current.path === null
      ? !idsFromPath.has(path) && isHomeOf(path, id, file)
      : normalizePath(path) === normalizePath(current.path)
  if (isSame) return null
  const origin = current.path === null ? 'was made in Loadout' : `came from “${normalizePath(current.path)}”`
  const message = `The id “${id}” belongs to a module that ${origin}; this file is “${normalizePath(path)}”. Give the file an id of its own, or replace the module by it.`
  return { code: 'id_clash', path: 'id', message, severity: 'error' }
}

/** Whether a module that was never imported may be edited by this file: it names it, as an exported one does. */
function isHomeOf(path: string, id: string, file: ParsedModuleFile | null): boolean {
  const stem = normalizePath(path)
    .replace(/\.\w+$/, '')
    .normalize('NFC')
    .toLowerCase()
  return file?.isIdAuthored === true || stem.replaceAll('/', '-') === id || stem === `modules/${id}`
}

/** A part of a put-together file has lost its front matter: that of the module it came from is used again. */
function toWholeSource(
  { source, markedId }: { source: string; markedId?: string },
  bodies: Map<string, { frontMatter: string | null; body: string }>,
): string {
  if (!markedId) return source
  const known = bodies.get(markedId)
  if (!known) return patchFrontMatter(source, { id: markedId })
  return toModuleSource(known.frontMatter, known.body.trim() === source.trim() ? known.body : source)
}

async function readMarkedBodies(workspaceId: string, sources: ImportSource[]) {
  const ids = sources.flatMap((source) => ('markedId' in source && source.markedId ? [source.markedId] : []))
  if (ids.length === 0) return new Map<string, { frontMatter: string | null; body: string }>()
  const rows = await prisma.$queryRaw<{ id: string; frontMatter: string | null; body: string }[]>`
    SELECT m."id", v."frontMatter", v."body"
    FROM "Module" m
    JOIN "ModuleVersion" v ON v."workspaceId" = m."workspaceId" AND v."moduleId" = m."id"
      AND v."version" = m."latestVersion"
    WHERE m."workspaceId" = ${workspaceId} AND m."id" = ANY(${ids}::text[])`
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

export async function readCurrentStates(workspaceId: string, ids: string[]): Promise<Map<string, CurrentState>> {
  const rows = await prisma.$queryRaw<(CurrentState & { id: string })[]>`
    SELECT m."id", m."latestVersion", v."contentHash", v."path"
    FROM "Module" m
    LEFT JOIN "ModuleVersion" v ON v."workspaceId" = m."workspaceId" AND v."moduleId" = m."id"
      AND v."version" = m."latestVersion"
    WHERE m."workspaceId" = ${workspaceId} AND m."id" = ANY(${ids}::text[])`
  return new Map(rows.map(({ id, ...state }) => [id, state]))
}
