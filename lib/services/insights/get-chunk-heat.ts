import { Prisma } from '@/lib/db/generated/client'
import { citedLabels, countBelow } from '@/lib/engine'
import { mapInSlices } from '@/lib/in-slices'
import { readVersionSpans } from '@/lib/indexing/versions/read-version-chunks'
import { chunkHeatSchema, getChunkHeatSchema } from '@/lib/schemas/insights/chunk-heat'
import { LIMITS } from '@/lib/schemas/limits'
import { readModule } from '@/lib/services/modules/rows/read-module'
import { verb } from '@/lib/services/verb'
import { firstDay, readLatestContexts } from './contexts/in-latest-contexts'

type Sent = { label: string | null; start: number; end: number }
type Row = {
  /** Of the module’s version; null where the context has none of it. */
  spans: Sent[] | null
  /** Texts of the answers that were given from the context. */
  answers: string[] | null
}

/** Which chunks of a module’s newest version contexts were sent with, and answers cited. @throws AppError NOT_FOUND */
export const getChunkHeat = verb({
  name: 'getChunkHeat',
  scope: 'read',
  effect: 'read',
  input: getChunkHeatSchema,
  output: chunkHeatSchema,
  run: async ({ workspaceId }, { id: moduleId, days }) => {
    const { latestVersion: version } = await readModule(workspaceId, moduleId)
    const rows = await readLatestContexts<Row>({
      workspaceId,
      from: firstDay(days),
      select: (compositions) => selectSent(compositions, moduleId, version),
    })
    const chunks = await readVersionSpans({ workspaceId, moduleId, version })
    const starts = chunks.map(({ startOffset }) => startOffset)
    const ends = chunks.map(({ endOffset }) => endOffset)
    const counts = chunks.map(() => ({ sentIn: 0, answeredIn: 0, citedIn: 0 }))
    await mapInSlices(rows, ({ spans, answers }) => {
      const cited = new Set((answers ?? []).flatMap((answer) => [...citedLabels(answer)]))
      const isCitedAt = new Map<number, boolean>()
      for (const { label, start, end } of spans ?? []) {
        const isCited = label !== null && cited.has(label)
        for (let at = countBelow(ends, start + 1); at < countBelow(starts, end); at++) {
          isCitedAt.set(at, isCited || isCitedAt.get(at) === true)
        }
      }
      for (const [at, isCited] of isCitedAt) {
        const count = counts[at]!
        count.sentIn++
        if (answers !== null) count.answeredIn++
        if (isCited) count.citedIn++
      }
    })
    return {
      version,
      contexts: rows.length,
      isAll: rows.length < LIMITS.insightContexts,
      chunks: chunks.map(({ ordinal, headingPath, tokenCount }, at) => ({
        ordinal,
        headingPath,
        tokenCount,
        ...counts[at]!,
      })),
    }
  },
})

function selectSent(compositions: Prisma.Sql, moduleId: string, version: number): Prisma.Sql {
  return Prisma.sql`
    SELECT s."spans", CASE WHEN s."spans" IS NOT NULL THEN (
      SELECT array_agg(m."content") FROM "ConversationMessage" m
      WHERE m."workspaceId" = c."workspaceId" AND m."conversationId" = c."conversationId" AND m."compositionId" = c."id"
        AND m."role" = 'assistant'
    ) END AS "answers"
    FROM ${compositions} c
    CROSS JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object(
        'label', e->>'label', 'start', (e->>'sourceStart')::int, 'end', (e->>'sourceEnd')::int)) AS "spans"
      FROM jsonb_array_elements(c."outline"->'spans') e
      WHERE e->>'moduleId' = ${moduleId} AND (e->>'version')::int = ${version} AND e ? 'sourceStart'
    ) s`
}
