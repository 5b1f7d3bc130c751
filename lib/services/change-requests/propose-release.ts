import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { changeRequestSchema, type EditInput, proposeReleaseSchema } from '@/lib/schemas/change-request'
import { LIMITS } from '@/lib/schemas/limits'
import { readSource } from '@/lib/services/modules/source/read-source'
import { getRelease } from '@/lib/services/releases/get-release'
import { holdsDraft } from '@/lib/services/releases/write-entries'
import { verb } from '@/lib/services/verb'
import { requireChange } from './find-change-request'
import { openWithEdits } from './open-with-edits'

/**
 * Opens a change request that makes production what a release is. That promotes what was tried out in it; with a frozen
 * release it rolls production back.
 * @throws AppError NOT_FOUND; CONFLICT where the two are the same, or for a module whose edit would need two; LIMIT_EXCEEDED
 */
export const proposeRelease = verb({
  name: 'proposeRelease',
  scope: 'write',
  effect: 'write',
  input: proposeReleaseSchema,
  output: changeRequestSchema,
  run: async ({ actor, workspaceId }, { id, title, description = '' }) => {
    const { name, entries, changeNumber, draftOf } = await getRelease(actor, { id })
    if (changeNumber !== null) {
      const message = `This release belongs to the change request #${changeNumber}, which proposes it already.`
      throw new AppError('CONFLICT', message, { entity: 'release', id })
    }
    if (draftOf !== null) throw holdsDraft(id, draftOf)
    const limit = LIMITS.changeEdits
    if (entries.length > limit) {
      const message = `A change request has at most ${limit} edits, this release differs from production by ${entries.length} modules.`
      throw new AppError('LIMIT_EXCEEDED', message, { limit, actual: entries.length })
    }
    const edits: EditInput[] = []
    const states = await readStates(workspaceId, entries)
    for (const entry of entries) {
      const state = states.get(entry.moduleId)
      if (state && !state.isSame) edits.push(await toEdit(workspaceId, entry, state.latestVersion))
    }
    if (edits.length === 0) {
      const message = 'Production holds what this release holds: there is nothing to propose.'
      throw new AppError('CONFLICT', message, { entity: 'release', id })
    }
    const named = { title: title ?? `Make production “${name || id}”`, description }
    return requireChange(workspaceId, await openWithEdits(actor, workspaceId, named, edits))
  },
})

type Entry = { moduleId: string; name: string; version: number | null; baseVersion: number | null }

type State = { moduleId: string; latestVersion: number; isSame: boolean }

/** The newest version of each module, and whether production holds the text of the entry, maybe under another number. */
async function readStates(workspaceId: string, entries: Entry[]): Promise<Map<string, State>> {
  const rows = await prisma.$queryRaw<State[]>`
    SELECT m."id" AS "moduleId", m."latestVersion",
      COALESCE(v."contentHash" = b."contentHash", k."version" IS NOT DISTINCT FROM k."baseVersion") AS "isSame"
    FROM json_to_recordset(${JSON.stringify(entries)}::json) AS k("moduleId" text, "version" int, "baseVersion" int)
    JOIN "Module" m ON m."workspaceId" = ${workspaceId} AND m."id" = k."moduleId"
    LEFT JOIN "ModuleVersion" v
      ON v."workspaceId" = m."workspaceId" AND v."moduleId" = m."id" AND v."version" = k."version"
    LEFT JOIN "ModuleVersion" b
      ON b."workspaceId" = m."workspaceId" AND b."moduleId" = m."id" AND b."version" = k."baseVersion"`
  return new Map(rows.map((row) => [row.moduleId, row]))
}

async function toEdit(
  workspaceId: string,
  { moduleId, name, version, baseVersion }: Entry,
  latestVersion: number,
): Promise<EditInput> {
  if (version === null) return { moduleId, kind: 'archive', baseVersion: latestVersion }
  if (baseVersion === null && version === latestVersion) {
    return { moduleId, kind: 'restore', baseVersion: latestVersion }
  }
  if (baseVersion === null) {
    const message = `“${name}” is archived, and its newest version is ${latestVersion}, not ${version}: restore it first, then propose the release.`
    throw new AppError('CONFLICT', message, { entity: 'module', id: moduleId })
  }
  const source = await readSource(workspaceId, moduleId, version)
  if (source === null) throw new Error(`version ${version} of ${moduleId} has no text`)
  return { moduleId, kind: 'text', source, baseVersion: latestVersion }
}
