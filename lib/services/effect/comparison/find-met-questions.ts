import { prisma } from '@/lib/db/client'
import { withOutline } from '@/lib/db/compositions/with-outline'
import { Prisma } from '@/lib/db/generated/client'
import { LIMITS } from '@/lib/schemas/limits'
import { isCompositionVisibleTo } from '@/lib/services/access/conversation-access'
import type { Actor } from '@/lib/services/actor'
import { isProfileVisibleTo } from '@/lib/services/profiles/rows/profile-access'

export type MetQuestion = { id: string; query: string; createdAt: Date; hasMet: boolean }

type Met = {
  questions: MetQuestion[]
  /** The composition of the newest question that was looked at; null where nobody asked. */
  upTo: string | null
}

/**
 * The latest questions that the actor may see and that had one of the modules among their candidates, each once; where none
 * had, the latest ones.
 * @param upTo the composition of the newest that is looked at; without it, the latest of all
 */
export async function findMetQuestions(actor: Actor, moduleIds: string[], upTo?: string): Promise<Met> {
  const { workspaceId } = actor
  const isReached = upTo === undefined ? Prisma.empty : Prisma.sql`AND c."id" <= ${upTo}`
  const candidates = moduleIds.map((moduleId) => JSON.stringify({ candidates: [{ moduleId }] }))
  const rows = await prisma.$queryRaw<MetQuestion[]>`
    SELECT c."id", c."query", c."createdAt", c."outline" @> ANY(${candidates}::jsonb[]) AS "hasMet"
    FROM ${withOutline(Prisma.sql`
      WHERE c."workspaceId" = ${workspaceId} AND ${isCompositionVisibleTo(actor)}
        AND ${isProfileVisibleTo(actor)} ${isReached}
      ORDER BY c."id" DESC LIMIT ${LIMITS.effectLookedAt}`)} c
    ORDER BY c."id" DESC`
  const met = rows.filter(({ hasMet }) => hasMet)
  const latest = new Map((met.length > 0 ? met : rows).toReversed().map((row) => [row.query, row]))
  return {
    questions: [...latest.values()].toReversed().slice(0, LIMITS.effectQuestions),
    upTo: rows[0]?.id ?? null,
  }
}
