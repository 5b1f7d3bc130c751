import { prisma } from '@/lib/db/client'
import { withOutline } from '@/lib/db/compositions/with-outline'
import { Prisma } from '@/lib/db/generated/client'
import { giveWay } from '@/lib/give-way'
import { LIMITS } from '@/lib/schemas/limits'

/** A trace takes tens of kilobytes: the embedded database would keep others waiting for more of them. */
const BATCH = 50
const DAY_MS = 86_400_000

/** UTC day with which a range of days up to today begins. */
export function firstDay(days: number): string {
  return new Date(Date.now() - (days - 1) * DAY_MS).toISOString().slice(0, 10)
}

type Asked = {
  workspaceId: string
  from: string
  /** A condition on composition `c`. */
  where?: Prisma.Sql
  /** Gets what `withOutline` has, and says what is read of it. */
  select: (compositions: Prisma.Sql) => Prisma.Sql
}

/** Reads something of the latest compositions since a day, batch by batch. @returns the rows of all batches */
export async function readLatestContexts<Row>({ workspaceId, from, where, select }: Asked): Promise<Row[]> {
  const rows: Row[] = []
  for (let skip = 0; skip < LIMITS.insightContexts; skip += BATCH) {
    const compositions = withOutline(Prisma.sql`
      WHERE c."workspaceId" = ${workspaceId} AND c."createdAt" >= ${new Date(from)} ${where ?? Prisma.empty}
      ORDER BY c."createdAt" DESC, c."id" DESC LIMIT ${BATCH} OFFSET ${skip}`)
    const batch = await prisma.$queryRaw<Row[]>(select(compositions))
    if (batch.length === 0) break
    rows.push(...batch)
    await giveWay()
  }
  return rows
}
