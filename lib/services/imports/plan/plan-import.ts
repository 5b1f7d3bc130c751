import { prisma } from '@/lib/db/client'
import type { ImportResultDto } from '@/lib/schemas/imports/module-import'
import { isReadAlike, normalizePath, otherIdOfPath } from '@/lib/schemas/modules/module-path'
import { type ImportCandidate, readCurrentStates } from './parse-import'

type Plan = Required<ImportResultDto>['plan']
type Twin = { id: string; path: string | null }

const PLAN_OF_STATUS: Record<ImportResultDto['status'], Plan> = {
  created: 'new',
  updated: 'changed',
  unchanged: 'same',
  skipped: 'skipped',
  failed: 'failed',
}

/**
 * Says of each file of a dry run what it is beside what the workspace has: also a clash of ids, and, of a new module, the
 * module that has the same content. That one is a duplicate, or, when its own file is no longer there, renamed.
 */
export async function planImport(workspaceId: string, results: Map<ImportCandidate, ImportResultDto>): Promise<void> {
  const paths = new Set([...results.keys()].map(({ path }) => normalizePath(path)))
  const ids = new Set([...results.values()].flatMap(({ id }) => id ?? []))
  const fresh = [...results].filter(([{ file }, { status }]) => status === 'created' && file?.body.trim() !== '')
  const twins = await findTwins(
    workspaceId,
    fresh.map(([{ contentHash }]) => contentHash),
  )
  const clashes = new Set([...results.values()].filter(isClash))
  await offerIds(workspaceId, [...results], clashes)
  const firstOf = new Map<string, string>()
  for (const [{ path, file, contentHash }, result] of results) {
    result.plan = clashes.has(result) ? 'clash' : PLAN_OF_STATUS[result.status]
    if (file && result.status !== 'failed') result.activation = file.metadata.activation
    if (result.status !== 'created' || file?.body.trim() === '') continue
    const twin = twins.get(contentHash)
    const first = firstOf.get(contentHash)
    firstOf.set(contentHash, first ?? file?.metadata.id ?? '')
    if (twin) {
      const isGone = twin.path !== null && !paths.has(normalizePath(twin.path)) && !ids.has(twin.id)
      const isMovable = isGone && isReadAlike(twin.path ?? '', path)
      result.plan = isMovable ? 'renamed' : 'duplicate'
    } else if (first !== undefined) result.plan = 'duplicate'
    const of = twin?.id ?? first
    if (of !== undefined) result.of = of
  }
}

/** The id, and nothing else, keeps the file from being imported. */
function isClash({ problems }: ImportResultDto): boolean {
  const errors = problems.filter(({ severity }) => severity === 'error')
  return errors.length > 0 && errors.every(({ code }) => code === 'id_clash' || code === 'id_twice')
}

/** Files whose id is taken may have one made of their path, where that is free. */
async function offerIds(
  workspaceId: string,
  results: [ImportCandidate, ImportResultDto][],
  clashes: ReadonlySet<ImportResultDto>,
): Promise<void> {
  const wanting = results.filter(([{ isPart }, result]) => clashes.has(result) && !isPart)
  const ids = wanting.map(([{ path, file }]) => otherIdOfPath(path, file?.metadata.id ?? ''))
  const taken = new Set((await readCurrentStates(workspaceId, ids)).keys())
  for (const [, { id, status }] of results) if (id !== undefined && status !== 'failed') taken.add(id)
  for (const [i, [, result]] of wanting.entries()) {
    const id = ids[i]!
    if (id === '' || taken.has(id)) continue
    result.pathId = id
    taken.add(id)
  }
}

/** Modules in use whose newest version has one of these contents; of several the first by id. */
async function findTwins(workspaceId: string, contentHashes: string[]): Promise<Map<string, Twin>> {
  const rows = await prisma.$queryRaw<(Twin & { contentHash: string })[]>`
    SELECT DISTINCT ON (v."contentHash") v."contentHash", m."id", v."path"
    FROM "ModuleVersion" v
    JOIN "Module" m ON m."workspaceId" = v."workspaceId" AND m."id" = v."moduleId" AND m."latestVersion" = v."version"
    WHERE v."workspaceId" = ${workspaceId} AND v."contentHash" = ANY(${contentHashes}::text[]) AND m."archivedAt" IS NULL
    ORDER BY v."contentHash", m."id"`
  return new Map(rows.map(({ contentHash, ...twin }) => [contentHash, twin]))
}
