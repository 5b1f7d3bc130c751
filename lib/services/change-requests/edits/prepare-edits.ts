import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { CandidateSource } from '@/lib/indexing/versions/create-candidates'
import { readOverlays } from '@/lib/indexing/versions/read-overlays'
import type { EditInput } from '@/lib/schemas/changes/change-inputs'
import { splitSource, toModuleSource } from '@/lib/schemas/front-matter/front-matter'
import { LIMITS } from '@/lib/schemas/limits'
import { changeFields } from '@/lib/services/modules/source/change-fields'
import { normalizeGiven } from '@/lib/services/modules/source/parse-source'
import { NO_OVERLAY } from '@/lib/texts/prepare/mark-chunks'
import { type EditCuration, resolveCuration, toCuration, toOverlay } from './curation-edits'

/** An edit as it is stored, with what its module is when it is prepared. */
type PreparedEdit = Omit<EditInput, 'source' | 'fields' | 'path' | 'curation'> & {
  source: string | null
  path: string | null
  curation: EditCuration | null
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
 * @throws AppError NOT_FOUND for a module that cannot be archived, restored or curated; VALIDATION for an edit that changes
 *   nothing or begins with a version that is not there; LIMIT_EXCEEDED
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
  const known = await readKnown(workspaceId, number, edits)
  const curated = edits.filter(({ curation }) => curation).map(({ moduleId }) => moduleId)
  const overlays = await readOverlays(prisma, workspaceId, curated)
  const prepared: PreparedEdit[] = []
  const sources: CandidateSource[] = []
  for (const { fields, ...edit } of edits) {
    const { moduleId } = edit
    const old = known.get(moduleId)
    const module = modules.get(moduleId)
    const [newest] = module?.versions ?? []
    const latestVersion = module?.latestVersion ?? 0
    if ((edit.baseVersion ?? 0) > latestVersion) throw refuseEdit(moduleId, `has no version ${edit.baseVersion}`)
    const path = edit.path ?? old?.path ?? null
    const file = old?.source ? splitSource(old.source) : newest
    const changed =
      fields &&
      file &&
      (await changeFields(workspaceId, { id: moduleId, path: path ?? newest?.path ?? null, ...file }, fields))
    // the others are proposed
    if (changed === null) continue
    const written = changed?.source ?? edit.source
    const given = written === undefined ? null : await readGiven(workspaceId, written)
    // whoever curates the chunks leaves the text as it is proposed
    const source = given ?? (edit.kind === 'curation' ? (old?.source ?? null) : null)
    const kind = source === null ? edit.kind : 'text'
    if (!newest && source === null) {
      const what = kind === 'curation' ? 'curate' : kind === 'text' ? 'edit' : kind
      const message = `There is no published module “${moduleId}” to ${what}.`
      throw new AppError('NOT_FOUND', message, { entity: 'module', id: moduleId })
    }
    const present = overlays.get(moduleId) ?? NO_OVERLAY
    const curation = await resolveCuration(workspaceId, edit, old?.curation ?? null, present)
    if (typeof curation === 'string') throw refuseEdit(moduleId, curation)
    if (edit.kind === 'curation' && (old?.kind === 'archive' || old?.kind === 'restore')) {
      throw refuseEdit(moduleId, `is ${old.kind}d by this change request: take that edit out first`)
    }
    if (kind === 'curation' && curation === null) throw refuseEdit(moduleId, 'is curated like this already')
    if (given !== null) {
      const isNewest = edit.baseVersion === undefined || edit.baseVersion === latestVersion
      const isSame = newest && isNewest && toModuleSource(newest.frontMatter, newest.body) === given
      const isMoved = path !== null && path !== newest?.path
      if (isSame && !isMoved && !isAgain) throw refuseEdit(moduleId, 'is like this in production already')
    }
    const overlay = curation ? toOverlay(curation) : undefined
    if (source !== null) sources.push({ id: moduleId, source, path: path ?? newest?.path ?? null, overlay })
    else if (newest && overlay) {
      const current = toModuleSource(newest.frontMatter, newest.body)
      sources.push({ id: moduleId, source: current, path: newest.path, overlay })
    }
    const isArchived = module !== undefined && module.archivedAt !== null
    prepared.push({ ...edit, kind, source, path, curation, latestVersion, isArchived })
  }
  if (prepared.length === 0 && edits.length > 0) {
    const fields = { edits: 'change nothing' }
    const message = 'Each of these modules has this already: nothing was proposed.'
    throw new AppError('VALIDATION', message, { fields, isUnchanged: true })
  }
  return { prepared, sources }
}

/** The edits of a request that others are put in the place of. */
async function readKnown(workspaceId: string, number: number | undefined, edits: EditInput[]) {
  if (number === undefined) return new Map<string, never>()
  const rows = await prisma.changeRequestEdit.findMany({
    where: { workspaceId, number, moduleId: { in: edits.map(({ moduleId }) => moduleId) } },
    select: { moduleId: true, kind: true, source: true, path: true, curation: true, curationBase: true },
  })
  return new Map(rows.map((row) => [row.moduleId, { ...row, curation: toCuration(row) }]))
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
