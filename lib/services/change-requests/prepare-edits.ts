import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { CandidateSource } from '@/lib/indexing/versions/create-candidates'
import type { EditInput } from '@/lib/schemas/change-request'
import { toModuleSource } from '@/lib/schemas/front-matter'
import { LIMITS } from '@/lib/schemas/limits'
import { normalizeGiven } from '@/lib/services/modules/parse-source'

/** An edit as it is stored, with what its module is when it is prepared. */
type PreparedEdit = Omit<EditInput, 'source' | 'path'> & {
  source: string | null
  path: string | null
  latestVersion: number
  isArchived: boolean
}

type PrepareOptions = {
  /** Edits pass that are stored already, whatever production is like by now. */
  isAgain: boolean
  /** The change request that they go into; undefined for a new one. */
  number: number | undefined
}

/**
 * Edits with the state of their modules, and the texts that are to be candidates.
 * @throws AppError NOT_FOUND for a module that cannot be archived or restored; VALIDATION for an edit that changes nothing
 *   or begins with a version that is not there; LIMIT_EXCEEDED
 */
export async function prepareEdits(
  workspaceId: string,
  edits: EditInput[],
  { isAgain, number }: PrepareOptions,
): Promise<{ prepared: PreparedEdit[]; sources: CandidateSource[] }> {
  const rows = await prisma.module.findMany({
    where: { workspaceId, id: { in: edits.map(({ moduleId }) => moduleId) } },
    select: {
      id: true,
      latestVersion: true,
      archivedAt: true,
      versions: {
        where: { version: { gt: 0 } },
        orderBy: { version: 'desc' },
        take: 1,
        select: { path: true, frontMatter: true, body: true },
      },
    },
  })
  const modules = new Map(rows.map((row) => [row.id, row]))
  const paths = await readPaths(workspaceId, number)
  const prepared: PreparedEdit[] = []
  const sources: CandidateSource[] = []
  for (const edit of edits) {
    const { moduleId, kind } = edit
    const module = modules.get(moduleId)
    const [newest] = module?.versions ?? []
    const latestVersion = module?.latestVersion ?? 0
    if ((edit.baseVersion ?? 0) > latestVersion) throw refuseEdit(moduleId, `has no version ${edit.baseVersion}`)
    const path = edit.path ?? paths.get(moduleId) ?? null
    const source = edit.source === undefined ? null : await readGiven(workspaceId, edit.source)
    if (source !== null) {
      const isNewest = edit.baseVersion === undefined || edit.baseVersion === latestVersion
      const isSame = newest && isNewest && toModuleSource(newest.frontMatter, newest.body) === source
      const isMoved = path !== null && path !== newest?.path
      if (isSame && !isMoved && !isAgain) throw refuseEdit(moduleId, 'is like this in production already')
      sources.push({ id: moduleId, source, path: path ?? newest?.path ?? null })
    } else if (!newest) {
      throw new AppError('NOT_FOUND', `There is no published module “${moduleId}” to ${kind}.`, {
        entity: 'module',
        id: moduleId,
      })
    }
    prepared.push({
      ...edit,
      source,
      path,
      latestVersion,
      isArchived: module !== undefined && module.archivedAt !== null,
    })
  }
  return { prepared, sources }
}

/** Where the edits of a request said that their files stand. */
async function readPaths(workspaceId: string, number: number | undefined): Promise<Map<string, string | null>> {
  if (number === undefined) return new Map()
  const edits = await prisma.changeRequestEdit.findMany({
    where: { workspaceId, number, path: { not: null } },
    select: { moduleId: true, path: true },
  })
  return new Map(edits.map(({ moduleId, path }) => [moduleId, path]))
}

async function readGiven(workspaceId: string, given: string): Promise<string> {
  const actual = Buffer.byteLength(given)
  const limit = LIMITS.moduleBytes
  if (actual > limit) throw new AppError('LIMIT_EXCEEDED', `A module has at most ${limit} bytes.`, { limit, actual })
  return normalizeGiven(workspaceId, given)
}

function refuseEdit(moduleId: string, problem: string): AppError {
  return new AppError('VALIDATION', `The module “${moduleId}” ${problem}.`, {
    entity: 'module',
    id: moduleId,
    fields: { edits: problem },
  })
}
