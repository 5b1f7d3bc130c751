import { setImmediate } from 'node:timers/promises'
import { prisma } from '@/lib/db/client'
import { toModuleSource } from '@/lib/schemas/front-matter'
import type { ModuleProblem } from '@/lib/schemas/module'
import { hasErrors, type ParsedModuleFile, parseModuleFile } from '@/lib/schemas/parse-module-file'
import { patchFrontMatter } from '@/lib/schemas/patch-front-matter'
import { hashContent } from './prepare-version'
import type { ImportSource } from './read-import'

type CurrentState = {
  latestVersion: number
  isArchived: boolean
  contentHash: string | null
}

export type ImportCandidate = {
  path: string
  /** Null when the upload is no text. */
  file: ParsedModuleFile | null
  contentHash: string
  current: CurrentState | undefined
  problems: ModuleProblem[]
}

/** Parses the files of an import and looks up what the workspace has under their ids. */
export async function parseImport(workspaceId: string, sources: ImportSource[]): Promise<ImportCandidate[]> {
  const bodies = await readMarkedBodies(workspaceId, sources)
  const candidates: ImportCandidate[] = []
  const pathOf = new Map<string, string>()
  for (const [i, source] of sources.entries()) {
    if (i % 20 === 19) await setImmediate()
    candidates.push(parseSource(source, bodies, pathOf))
  }
  const ids = [...pathOf.keys()]
  const states = await readCurrentStates(workspaceId, ids)
  for (const candidate of candidates) {
    const current = candidate.file ? states.get(candidate.file.metadata.id) : undefined
    candidate.current = current
    if (current?.isArchived) {
      candidate.problems.push({ message: 'The module is archived, so it is not retrieved.', severity: 'warning' })
    }
  }
  return candidates
}

function parseSource(
  source: ImportSource,
  bodies: Map<string, { frontMatter: string | null; body: string }>,
  pathOf: Map<string, string>,
): ImportCandidate {
  const { path } = source
  if ('problem' in source) {
    const problems: ModuleProblem[] = [{ message: source.problem, severity: 'error' }]
    return { path, file: null, contentHash: '', current: undefined, problems }
  }
  const file = parseModuleFile(source.markedId ? `${source.markedId}.md` : path, toWholeSource(source, bodies))
  const problems = [...file.problems]
  const { id } = file.metadata
  if (!hasErrors(problems)) {
    const first = pathOf.get(id)
    if (first === undefined) pathOf.set(id, path)
    else problems.push({ path: 'id', message: `“${first}” of this import has the id “${id}” too.`, severity: 'error' })
  }
  const contentHash = hasErrors(problems) ? '' : hashContent(file)
  return { path, file, contentHash, current: undefined, problems }
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
    SELECT m."id", m."latestVersion", m."archivedAt" IS NOT NULL AS "isArchived", v."contentHash"
    FROM "Module" m
    LEFT JOIN "ModuleVersion" v ON v."workspaceId" = m."workspaceId" AND v."moduleId" = m."id"
      AND v."version" = m."latestVersion"
    WHERE m."workspaceId" = ${workspaceId} AND m."id" = ANY(${ids}::text[])`
  return new Map(rows.map(({ id, ...state }) => [id, state]))
}
