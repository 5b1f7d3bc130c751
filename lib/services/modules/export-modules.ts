import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { releaseEntries } from '@/lib/db/releases/release-entries'
import { mapInSlices } from '@/lib/in-slices'
import { exportedModulesSchema, exportModulesSchema } from '@/lib/schemas/imports/module-import'
import { ZipWriter } from '@/lib/schemas/zip/zip-writer'
import { requireRelease } from '@/lib/services/releases/rows/read-releases'
import { verb } from '@/lib/services/verb'
import { type ModuleToPack, pathsOf } from '@/lib/texts/tasks/pack-modules'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { toStream } from '@/lib/to-stream'

type Bytes = Uint8Array<ArrayBuffer>
type Exported = { id: string; version: number; size: number }

/** UTF-16 units and modules that are read, packed and sent at a time: an archive is never in memory as a whole. */
const BATCH_SIZE = 1024 * 1024
const BATCH_MODULES = 100
const LISTED_TOGETHER = 200

/**
 * The newest published versions, or those of a release, as a zip that imports back as unchanged, each file where it was
 * imported from. What is published while the archive is being sent is not in it.
 * @throws AppError NOT_FOUND for the release.
 */
export const exportModules = verb({
  name: 'exportModules',
  scope: 'read',
  effect: 'read',
  input: exportModulesSchema,
  output: exportedModulesSchema,
  run: async ({ workspaceId }, { ids, release }) => {
    if (release !== undefined) await requireRelease(workspaceId, release)
    const held =
      release === undefined ? newestVersions(workspaceId, ids === undefined) : releaseEntries(workspaceId, release)
    const isWanted = Prisma.sql`${ids === undefined} OR v."moduleId" = ANY(${ids ?? []}::text[])`
    const exported = await listVersions(workspaceId, held, isWanted)
    return { fileName: 'modules.zip', stream: toStream(writeArchive(workspaceId, exported)) }
  },
})

/** Newest versions, of archived modules where they are asked for by name. */
function newestVersions(workspaceId: string, withoutArchived: boolean): Prisma.Sql {
  return Prisma.sql`(
    SELECT m."id" AS "moduleId", m."latestVersion" AS "version" FROM "Module" m
    WHERE m."workspaceId" = ${workspaceId} AND (m."archivedAt" IS NULL OR NOT ${withoutArchived})
  )`
}

/**
 * Versions by id, all as they are in one moment. As texts of some hundred: so many rows, read as such, would keep the event
 * loop for long.
 */
async function listVersions(workspaceId: string, held: Prisma.Sql, isWanted: Prisma.Sql): Promise<Exported[]> {
  const parts = await prisma.$queryRaw<{ part: string }[]>`
    SELECT json_agg(json_build_array(l."id", l."version", l."size") ORDER BY l."id")::text AS "part"
    FROM (
      SELECT v."moduleId" AS "id", v."version", length(v."body") + length(coalesce(v."frontMatter", '')) AS "size",
        (row_number() OVER (ORDER BY v."moduleId") - 1) / ${LISTED_TOGETHER}::int AS "number"
      FROM ${held} e
      JOIN "ModuleVersion" v ON v."workspaceId" = ${workspaceId} AND v."moduleId" = e."moduleId"
        AND v."version" = e."version"
      WHERE ${isWanted}
    ) l
    GROUP BY l."number" ORDER BY l."number"`
  const read = await mapInSlices(parts, ({ part }) => JSON.parse(part) as [string, number, number][])
  return read.flatMap((versions) => versions.map(([id, version, size]) => ({ id, version, size })))
}

async function* writeArchive(workspaceId: string, exported: Exported[]): AsyncGenerator<Bytes> {
  const zip = new ZipWriter()
  const taken = new Set<string>()
  let packed = 0
  for (const batch of toBatches(exported)) {
    const modules = await readModules(workspaceId, batch)
    const size = batch.reduce((sum, each) => sum + each.size, 0)
    const work = { workspaceId, urgency: 'import', size } as const
    // of all paths so far only those that these modules might have go to the thread
    const near = modules.flatMap(pathsOf).map((path) => path.toLowerCase())
    const input = { modules, taken: near.filter((path) => taken.has(path)), first: packed }
    for (const file of await workOnText('pack', input, work)) {
      taken.add(file.path.toLowerCase())
      packed++
      yield* zip.add(file)
    }
  }
  yield* zip.end()
}

/** A version never changes, so that they can be read one after the other. */
async function readModules(workspaceId: string, batch: Exported[]): Promise<ModuleToPack[]> {
  return prisma.$queryRaw<ModuleToPack[]>`
    SELECT v."moduleId" AS "id", v."frontMatter", v."body", v."path"
    FROM json_to_recordset(${JSON.stringify(batch)}::json) AS wanted(id text, version int)
    JOIN "ModuleVersion" v ON v."workspaceId" = ${workspaceId} AND v."moduleId" = wanted.id
      AND v."version" = wanted.version
    ORDER BY v."moduleId"`
}

function toBatches(exported: Exported[]): Exported[][] {
  const batches: Exported[][] = []
  let room = 0
  for (const each of exported) {
    const last = batches.at(-1)
    if (!last || last.length === BATCH_MODULES || each.size > room) {
      batches.push([each])
      room = BATCH_SIZE - each.size
    } else {
      last.push(each)
      room -= each.size
    }
  }
  return batches
}
