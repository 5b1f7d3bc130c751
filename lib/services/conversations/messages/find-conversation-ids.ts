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

/** Signs beyond ASCII that in lower case are a letter of it: İ, and the kelvin. A text seldom has one. */
const SIGNS: Record<string, string> = { i: '\u0130', k: '\u212a' }

/** Letters of western Europe and of Cyrillic that have one capital, which is no other's. */
const CASED = /^[\u00e0-\u00e4\u00e6-\u00f6\u00f8-\u00fe\u0430-\u045f]$/
/** Of a few more, the forms: the sign of the ångström is one. */
const FORMS: Record<string, string[]> = { å: ['å', 'Å', '\u212b'], ß: ['ß', 'ẞ'] }

/** What bytes can tell of a word whose letters have more forms: the others are looked at only where that is there. */
const plainPattern = (word: string) =>
  `%${[...word].map((character) => (/^[!-HJL-hjl-~]$/.test(character) ? likeText(character) : '%')).join('')}%`

/** As many ways to write a word are looked for by bytes. */
const MAX_WAYS = 8

function formsOf(letter: string): string[] | undefined {
  if (/^[\u0021-\u007e]$/.test(letter) || (letter.length <= 2 && letter.toUpperCase() === letter)) return [letter]
  return CASED.test(letter) ? [letter, letter.toUpperCase()] : FORMS[letter]
}

/** The ways to write a word that differ in letters beyond ASCII; undefined where that is more than case, or too many. */
function waysToWrite(word: string): string[] | undefined {
  let ways = ['']
  for (const character of word) {
    const forms = formsOf(character.toLowerCase())
    if (!forms) return undefined
    ways = ways.flatMap((begun) => forms.map((form) => begun + form))
    if (ways.length > MAX_WAYS) return undefined
  }
  return ways
}

/**
 * Whether `m` has a word. To compare texts in any case as languages have it takes most of the time of a search, and
 * bytes tell nearly always: each way to write the letters beyond ASCII is looked for, the others compared in any case.
 */
function says(word: string): Prisma.Sql {
  const whole = Prisma.sql`m."content" ILIKE ${pattern(word)}`
  const ways = waysToWrite(word)
  if (!ways) return Prisma.sql`m."content" COLLATE "C" ILIKE ${plainPattern(word)} AND ${whole}`
  const told = ways.map((way) => Prisma.sql`m."content" COLLATE "C" ILIKE ${pattern(way)}`)
  const signs = Object.entries(SIGNS).flatMap(([letter, sign]) =>
    word.toLowerCase().includes(letter) ? [Prisma.sql`m."content" COLLATE "C" LIKE ${`%${sign}%`}`] : [],
  )
  const seldom = signs.length > 0 ? [Prisma.sql`((${Prisma.join(signs, ' OR ')}) AND ${whole})`] : []
  return Prisma.sql`(${Prisma.join([...told, ...seldom], ' OR ')})`
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
      where: Prisma.sql`AND (
v."id" IN (SELECT ${name}."conversationId" FROM ${name}) OR v."title" ILIKE ${pattern(word)}
        OR EXISTS (SELECT 1 FROM unnest(v."tags") t WHERE t ILIKE ${pattern(word)})
      )`,
    }
  })
  const all = (parts: Prisma.Sql[]) => (parts.length > 0 ? Prisma.join(parts, ' ') : Prisma.empty)
  const [row] = await prisma.$queryRaw<{ ids: string[]; total: number }[]>`
    WITH ${all(said.map((part) => part.with))} found AS MATERIALIZED (
      SELECT v."id", v."updatedAt" FROM "Conversation" v
      WHERE v."workspaceId" = ${workspaceId} AND ${isConversationVisibleTo(actor)} AND NOT v."isTemporary"
        AND ${ARCHIVED[archived]} ${tag === undefined ? Prisma.empty : Prisma.sql`AND ${tag} = ANY(v."tags")`}
        ${all(said.map(({ where }) => where))}
    )
    SELECT (SELECT count(*)::int FROM found) AS "total", ARRAY(
      SELECT f."id" FROM found f WHERE ${after(cursor)} ORDER BY f."updatedAt" DESC, f."id" DESC LIMIT ${limit}
    ) AS "ids"`
  return { ids: row?.ids ?? [], total: row?.total ?? 0 }
}
