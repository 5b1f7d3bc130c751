import { Prisma } from '@/lib/db/generated/client'
import { citedLabels } from '@/lib/engine'
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
    const contexts = rows.flatMap(({ spans, answers }) => {
      if (spans === null) return []
      const cited = new Set((answers ?? []).flatMap((answer) => [...citedLabels(answer)]))
      return [{ spans, cited, isAnswered: answers !== null }]
    })
    return {
      version,
      contexts: rows.length,
      isAll: rows.length < LIMITS.insightContexts,
      chunks: chunks.map(({ ordinal, headingPath, tokenCount, startOffset, endOffset }) => {
        const sent = contexts.flatMap(({ spans, cited, isAnswered }) => {
          const own = spans.filter(({ start, end }) => start < endOffset && end > startOffset)
          const isCited = own.some(({ label }) => label !== null && cited.has(label))
          return own.length > 0 ? [{ isAnswered, isCited }] : []
        })
        const answeredIn = sent.filter((context) => context.isAnswered).length
        const citedIn = sent.filter((context) => context.isCited).length
        return { ordinal, headingPath, tokenCount, sentIn: sent.length, answeredIn, citedIn }
      }),
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
