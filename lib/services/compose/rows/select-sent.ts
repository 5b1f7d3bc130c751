import { Prisma } from '@/lib/db/generated/client'

/** The tokens that each module takes of a context. */
export type SentModules = { id: string; inputTokens: number; modules: { moduleId: string; tokens: number }[] | null }

/** `SentModules` of compositions, as `withOutline` has them. */
export function selectSent(compositions: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT c."id", c."inputTokens", (
      SELECT jsonb_agg(m) FROM (
        SELECT s->>'moduleId' AS "moduleId", sum((s->>'tokens')::int)::int AS "tokens"
        FROM jsonb_array_elements(c."outline"->'spans') s WHERE s ? 'moduleId' GROUP BY 1
      ) m
    ) AS "modules"
    FROM ${compositions} c`
}
