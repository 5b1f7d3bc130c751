import { Prisma } from '@/lib/db/generated/client'
import type { EmbeddingIndexRow } from './embedding-index'

/**
 * Condition on message `m` of conversation `c` that it has a vector under an index: nobody deletes the conversation when
 * it is left, and, where the vectors come from elsewhere, nothing rests on the message that may not leave this machine.
 */
export function isEmbeddable({ kind }: Pick<EmbeddingIndexRow, 'kind'>): Prisma.Sql {
  const staysHere = Prisma.sql`EXISTS (
    SELECT 1 FROM "ProfileFact" f WHERE f."workspaceId" = m."workspaceId" AND f."conversationId" = m."conversationId"
      AND f."messageId" = m."id" AND f."scope" <> 'any')`
  const mayLeave = kind === 'provider' ? Prisma.sql`AND NOT ${staysHere}` : Prisma.empty
  return Prisma.sql`NOT c."isTemporary" AND c."deletedAt" IS NULL AND m."status" NOT IN ('failed', 'running')
    AND m."content" <> '' ${mayLeave}`
}
