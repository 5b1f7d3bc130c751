import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { likeText } from '@/lib/db/like-text'
import { isInRange } from '@/lib/schemas/texts/moment'
import { isConversationVisibleTo } from '@/lib/services/access/conversation-access'
import type { Actor } from '@/lib/services/actor'
import { unknownCursor } from '@/lib/services/number-cursor'

type Wanted = {
  /** Each of them stands in the title, in a tag or in a message. */
  words: readonly string[]
  tag: string | undefined
  archived: 'without' | 'only' | 'with'
  /** `updatedAt~id` of the last one of the page before. */
  cursor: string | undefined
  limit: number
}

const ARCHIVED: Record<Wanted['archived'], Prisma.Sql> = {
  without: Prisma.sql`v."archivedAt" IS NULL`,
  only: Prisma.sql`v."archivedAt" IS NOT NULL`,
  with: Prisma.sql`TRUE`,
}

/** A condition on `found`. */
function after(cursor: string | undefined): Prisma.Sql {
  if (cursor === undefined) return Prisma.sql`TRUE`
  const [time = '', id = ''] = cursor.split('~')
  const updatedAt = new Date(time)
  if (!isInRange(updatedAt)) throw unknownCursor()
  return Prisma.sql`(f."updatedAt", f."id") < (${updatedAt}::timestamptz, ${id})`
}

const pattern = (word: string) => `%${likeText(word)}%`

/** Of the letters that are compared byte by byte, those that signs beyond ASCII become in lower case: İ, and the kelvin. */
const AMBIGUOUS = /[ik]/

/** Whether bytes alone tell a character in any case: it is ASCII, or has but one case. */
const isPlain = (character: string) =>
  /^[\u0021-\u007e]$/.test(character) ? !AMBIGUOUS.test(character) : character.toLowerCase() === character.toUpperCase()

/**
 * Whether `m` has a word. To compare texts in any case as languages have it takes most of the time of a search: what
 * bytes can tell of a word is looked for first, and the word itself only where that is not all of it.
 */
function says(word: string): Prisma.Sql {
  const told = [...word].map((character) => (isPlain(character) ? likeText(character) : '%')).join('')
  const plain = Prisma.sql`m."content" COLLATE "C" ILIKE ${`%${told}%`}`
  if ([...word].every(isPlain)) return plain
  const whole = Prisma.sql`(m."content" COLLATE "C" ILIKE ${pattern(word)} OR m."content" ILIKE ${pattern(word)})`
  return /^%+$/.test(told) ? whole : Prisma.sql`${plain} AND ${whole}`
}

/**
 * The conversations that an actor may see and that have every word, the latest first, and how many there are. All of it is
 * one statement, and the messages are looked through once for each word: nothing else of a search takes long.
 */
export async function findConversationIds(
  actor: Actor,
  { words, tag, archived, cursor, limit }: Wanted,
): Promise<{ ids: string[]; total: number }> {
  const { workspaceId } = actor
  const said = words.map((word, at) => {
    const name = Prisma.raw(`said${at}`)
    return {
      with: Prisma.sql`${name} AS MATERIALIZED (
        SELECT DISTINCT m."conversationId" FROM "ConversationMessage" m
        WHERE m."workspaceId" = ${workspaceId} AND ${says(word)}
      ),`,
      join: Prisma.sql`LEFT JOIN ${name} ON ${name}."conversationId" = v."id"`,
      where: Prisma.sql`AND (
        ${name}."conversationId" IS NOT NULL OR v."title" ILIKE ${pattern(word)}
        OR EXISTS (SELECT 1 FROM unnest(v."tags") t WHERE t ILIKE ${pattern(word)})
      )`,
    }
  })
  const all = (parts: Prisma.Sql[]) => (parts.length > 0 ? Prisma.join(parts, ' ') : Prisma.empty)
  const [row] = await prisma.$queryRaw<{ ids: string[]; total: number }[]>`
    WITH ${all(said.map((part) => part.with))} found AS MATERIALIZED (
      SELECT v."id", v."updatedAt" FROM "Conversation" v ${all(said.map(({ join }) => join))}
      WHERE v."workspaceId" = ${workspaceId} AND ${isConversationVisibleTo(actor)} AND NOT v."isTemporary"
        AND ${ARCHIVED[archived]} ${tag === undefined ? Prisma.empty : Prisma.sql`AND ${tag} = ANY(v."tags")`}
        ${all(said.map(({ where }) => where))}
    )
    SELECT (SELECT count(*)::int FROM found) AS "total", ARRAY(
      SELECT f."id" FROM found f WHERE ${after(cursor)} ORDER BY f."updatedAt" DESC, f."id" DESC LIMIT ${limit}
    ) AS "ids"`
  return { ids: row?.ids ?? [], total: row?.total ?? 0 }
}
