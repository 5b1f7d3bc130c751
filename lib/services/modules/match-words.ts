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
export function matchesWords(q: string): Prisma.Sql {
  return Prisma.sql`(${hasWords(Prisma.sql`"searchText"`, wordsOf(q))})`
}

/** How well a name fits, best first: it is it, begins with it, has it, has each of its words, or has not. */
export function nameFit(q: string): Prisma.Sql {
  const words = wordsOf(q)
  const text = words.join(' ')
  return Prisma.sql`(CASE
    WHEN lower("name") = ${text} OR lower("id") = ${text} THEN 0
    WHEN starts_with(lower("name"), ${text}) THEN 1
    WHEN strpos(lower("name"), ${text}) > 0 THEN 2
    WHEN ${hasWords(Prisma.sql`lower("name")`, words)} THEN 3
    ELSE 4 END)::float8`
}
