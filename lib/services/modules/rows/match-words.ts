import { Prisma } from '@/lib/db/generated/client'

/** More words than a name has say nothing more. */
const MAX_WORDS = 20

const wordsOf = (q: string) => q.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MAX_WORDS)

function hasWords(column: Prisma.Sql, words: string[]): Prisma.Sql {
  if (words.length === 0) return Prisma.sql`TRUE`
  return Prisma.join(
    words.map((word) => Prisma.sql`strpos(${column}, ${word}) > 0`),
    ' AND ',
  )
}

/** Of `moduleRows`: those that have each word in their id, name, description, category or tags. */
function matchesWords(q: string): Prisma.Sql {
  return Prisma.sql`(${hasWords(Prisma.sql`"searchText"`, wordsOf(q))})`
}

/** Of `moduleRows`: those that say `q`, and those of these ids. */
export const isFound = (q: string, found: string[]) => Prisma.sql`(${matchesWords(q)} OR "id" = ANY(${found}::text[]))`

/** Below it a module fits by its name; below the next whole number it was found in its text. */
export const NAME_FITS = 4

/**
 * How well a module fits, best first: its name is it, begins with it, has it, has each of its words; then what was found
 * in texts, in that order; then what says it elsewhere.
 */
export function fitOf(q: string, found: string[]): Prisma.Sql {
  const inText = Prisma.sql`array_position(${found}::text[], "id")`
  return Prisma.sql`(CASE WHEN ${nameFit(q)} < ${NAME_FITS} THEN ${nameFit(q)}
    ELSE ${NAME_FITS} + COALESCE(${inText} / ${found.length + 1}::float8, 1) END)::float8`
}

/** How well a name fits: it is it, begins with it, has it, has each of its words, or has not. */
function nameFit(q: string): Prisma.Sql {
  const words = wordsOf(q)
  const text = words.join(' ')
  return Prisma.sql`(CASE
    WHEN lower("name") = ${text} OR lower("id") = ${text} THEN 0
    WHEN starts_with(lower("name"), ${text}) THEN 1
    WHEN strpos(lower("name"), ${text}) > 0 THEN 2
    WHEN ${hasWords(Prisma.sql`lower("name")`, words)} THEN 3
    ELSE ${NAME_FITS} END)`
}
