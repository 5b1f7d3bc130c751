import { Prisma } from '@/lib/db/generated/client'

/**
 * Compositions as a table with the columns of "Composition", and `outline`: the spans and candidates of their traces.
 * @param which conditions on composition `c`, an order, a limit; from WHERE on
 */
export function withOutline(which: Prisma.Sql): Prisma.Sql {
  // compositions of earlier versions have the trace themselves
  return Prisma.sql`(
    SELECT c.*, COALESCE(d."outline", c."trace") AS "outline" FROM "Composition" c
    LEFT JOIN "CompositionDetail" d ON d."workspaceId" = c."workspaceId" AND d."id" = c."detailId"
    ${which}
  )`
}
