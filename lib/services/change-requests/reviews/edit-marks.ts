import { z } from 'zod'
import { Prisma } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'

type Reader = Pick<Transaction, '$queryRaw'>

const markSchema = z.object({
  kind: z.enum(['module', 'policy', 'querySet']),
  id: z.string(),
  name: z.string(),
  /** Beginning of a SHA-256 (hex) of what the edit does and starts from. */
  hash: z.string(),
})

/** What one edit of a change request was when somebody looked at it. */
export type EditMark = z.infer<typeof markSchema>

export const parseMarks = (stored: unknown): EditMark[] => z.array(markSchema).parse(stored)

/** Of each edit what it does and starts from, in a line. */
const editLines = (workspaceId: string, number: number) => Prisma.sql`(
  SELECT 'module' AS "kind", e."moduleId" AS "id", e."name",
    concat_ws(' ', e."moduleId", e."kind", e."baseVersion", encode(sha256(convert_to(COALESCE(e."source", ''), 'UTF8')), 'hex'),
      e."path", e."curationBase", e."curation"::text, e."wantedVersion") AS "line"
  FROM "ChangeRequestEdit" e
  WHERE e."workspaceId" = ${workspaceId} AND e."number" = ${number}
  UNION ALL
  SELECT 'policy', p."policyId", COALESCE(o."name", p."policyId"), concat_ws(' ', p."policyId", p."baseVersion", p."settings"::text)
  FROM "ChangeRequestPolicy" p
  LEFT JOIN "Policy" o ON o."workspaceId" = p."workspaceId" AND o."id" = p."policyId"
  WHERE p."workspaceId" = ${workspaceId} AND p."number" = ${number}
  UNION ALL
  SELECT 'querySet', s."querySetId", COALESCE(s."wanted"->>'name', s."querySetId"),
    concat_ws(' ', s."querySetId", s."kind", s."baseRevision", s."wanted"::text)
  FROM "ChangeRequestQuerySet" s WHERE s."workspaceId" = ${workspaceId} AND s."number" = ${number}
)`

const linesOf = (kind: EditMark['kind']) =>
  Prisma.sql`COALESCE(string_agg(l."line", E'\\n' ORDER BY l."id" COLLATE "C") FILTER (WHERE l."kind" = ${kind}), '')`

/** SHA-256 (hex) of what a request does and starts from: the same edits have the same hash, whoever stored them. */
export async function hashEdits(reader: Reader, workspaceId: string, number: number): Promise<string> {
  const all = Prisma.join([linesOf('module'), linesOf('policy'), linesOf('querySet')], ' || ')
  const [row] = await reader.$queryRaw<{ hash: string }[]>`
    SELECT encode(sha256(convert_to(${all}, 'UTF8')), 'hex') AS "hash" FROM ${editLines(workspaceId, number)} l`
  return row?.hash ?? ''
}

/** The marks of the edits of a request, as a table. */
export const markedEdits = (workspaceId: string, number: number) => Prisma.sql`(
  SELECT l."kind", l."id", l."name", left(encode(sha256(convert_to(l."line", 'UTF8')), 'hex'), 16) AS "hash"
  FROM ${editLines(workspaceId, number)} l
)`

export async function markEdits(reader: Reader, workspaceId: string, number: number): Promise<EditMark[]> {
  return reader.$queryRaw<EditMark[]>`
    SELECT k.* FROM ${markedEdits(workspaceId, number)} k ORDER BY k."kind", k."id" COLLATE "C"`
}

/** Edits that are told by name; of more, the number is. */
const NAMED = 3

/** What differs between the edits of then and now, in sentences. */
export function compareMarks(then: EditMark[], now: EditMark[]): string[] {
  const keyOf = ({ kind, id }: EditMark) => `${kind} ${id}`
  const before = new Map(then.map((mark) => [keyOf(mark), mark]))
  const after = new Set(now.map(keyOf))
  const known = now.flatMap((mark) => {
    const old = before.get(keyOf(mark))
    return old && old.hash !== mark.hash ? [mark] : []
  })
  return [
    ...tell(known, 'was edited again', 'were edited again', 'edits changed'),
    ...tell(
      now.filter((mark) => !before.has(keyOf(mark))),
      'was added',
      'were added',
      'edits were added',
    ),
    ...tell(
      then.filter((mark) => !after.has(keyOf(mark))),
      'was taken out',
      'were taken out',
      'edits were taken out',
    ),
  ]
}

function tell(marks: EditMark[], one: string, several: string, many: string): string[] {
  const [first] = marks
  if (!first) return []
  if (marks.length > NAMED) return [`${marks.length} ${many}.`]
  const names = marks.map(({ name }) => `“${name}”`)
  return [
    marks.length === 1 ? `${names[0]} ${one}.` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)} ${several}.`,
  ]
}
