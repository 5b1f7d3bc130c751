import { prisma } from '@/lib/db/client'
import { lockRevision } from '@/lib/db/releases/bump-revision'
import { requireReview } from '@/lib/db/releases/review-gate'
import { giveWay } from '@/lib/give-way'
import type { ImportModulesInput, ImportResultDto } from '@/lib/schemas/imports/module-import'
import { isReadAlike } from '@/lib/schemas/modules/module-path'
import type { Actor } from '@/lib/services/actor'
import { type ImportCandidate, readCurrentStates } from '@/lib/services/imports/plan/parse-import'
import { recordImport } from './record-import'

type Move = NonNullable<ImportModulesInput['moves']>[number]
type Wanted = { candidate: ImportCandidate; id: string }
type Moved = { id: string; version: number; pathBefore: string | null }

/** Moves of one transaction. */
const BATCH = 100

/**
 * What moves make of an import: a file whose text is that of the module's newest version gives the module its path. One
 * whose text differs meanwhile fails.
 * @param importId null: only tells
 * @returns the results of the files that are moved
 */
export async function moveModules(
  actor: Actor,
  candidates: ImportCandidate[],
  moves: Move[],
  importId: string | null,
): Promise<Map<ImportCandidate, ImportResultDto>> {
  const idOf = new Map(moves.map(({ path, id }) => [path, id]))
  const wanted = candidates.flatMap((candidate): Wanted[] => {
    const id = idOf.get(candidate.path)
    return id === undefined || candidate.contentHash === '' ? [] : [{ candidate, id }]
  })
  const results = new Map<ImportCandidate, ImportResultDto>()
  for (let start = 0; start < wanted.length; start += BATCH) {
    const batch = wanted.slice(start, start + BATCH)
    const moved = importId === null ? await findMovable(actor.workspaceId, batch) : await move(actor, batch, importId)
    for (const each of batch) results.set(each.candidate, toResult(each, moved.get(each.candidate)))
  }
  return results
}

async function findMovable(workspaceId: string, batch: Wanted[]): Promise<Map<ImportCandidate, Moved>> {
  const states = await readCurrentStates(
    workspaceId,
    batch.map(({ id }) => id),
  )
  const taken = new Set<string>()
  return new Map(
    batch.flatMap(({ candidate, id }): [ImportCandidate, Moved][] => {
      const state = states.get(id)
      if (!state || state.contentHash !== candidate.contentHash || taken.has(id)) return []
      if (state.path !== null && !isReadAlike(state.path, candidate.path)) return []
      taken.add(id)
      return [[candidate, { id, version: state.latestVersion, pathBefore: state.path }]]
    }),
  )
}

async function move(actor: Actor, batch: Wanted[], importId: string): Promise<Map<ImportCandidate, Moved>> {
  await giveWay()
  const movable = await findMovable(actor.workspaceId, batch)
  if (movable.size === 0) return movable
  const wanted = JSON.stringify(
    [...movable].map(([{ path, contentHash }, { id, version }]) => ({ id, version, path, contentHash })),
  )
  return prisma.$transaction(async (tx) => {
    await lockRevision(tx, actor.workspaceId)
    await requireReview(tx, actor.workspaceId)
    // a version that is not the newest any more, or whose text is another one, stays where it is
    const rows = await tx.$queryRaw<{ id: string }[]>`
      UPDATE "ModuleVersion" v SET "path" = r."path"
      FROM json_to_recordset(${wanted}::json) AS r("id" text, "version" int, "path" text, "contentHash" text)
      JOIN "Module" m ON m."workspaceId" = ${actor.workspaceId} AND m."id" = r."id" AND m."latestVersion" = r."version"
      WHERE v."workspaceId" = m."workspaceId" AND v."moduleId" = r."id" AND v."version" = r."version"
        AND v."contentHash" = r."contentHash"
      RETURNING v."moduleId" AS "id"`
    const done = new Set(rows.map(({ id }) => id))
    const moved = [...movable].filter(([, { id }]) => done.has(id))
    const changes = moved.map(([, { id, ...rest }]) => ({ moduleId: id, ...rest, change: 'moved' as const }))
    await recordImport(tx, actor, importId, changes)
    return new Map(moved)
  })
}

function toResult({ candidate: { path }, id }: Wanted, moved: Moved | undefined): ImportResultDto {
  if (moved) return { path, status: 'unchanged', id, version: moved.version, problems: [] }
  const message = `“${id}” does not have the text of this file, or came from a file of another kind, so it was not moved. Import the file again.`
  return { path, status: 'failed', id, problems: [{ message, severity: 'error' }] }
}
