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

/** Of each edit of some requests what it does and starts from, in a line. */
const editLines = (workspaceId: string, numbers: number[]) => Prisma.sql`(
  SELECT e."number", 'module' AS "kind", e."moduleId" AS "id", e."name",
    concat_ws(' ', e."moduleId", e."kind", e."baseVersion", encode(sha256(convert_to(COALESCE(e."source", ''), 'UTF8')), 'hex'),
      e."path", e."curationBase", e."curation"::text, e."wantedVersion") AS "line"
  FROM "ChangeRequestEdit" e
  WHERE e."workspaceId" = ${workspaceId} AND e."number" = ANY(${numbers})
  UNION ALL
  SELECT p."number", 'policy', p."policyId", COALESCE(o."name", p."policyId"), concat_ws(' ', p."policyId", p."baseVersion", p."settings"::text)
  FROM "ChangeRequestPolicy" p
  LEFT JOIN "Policy" o ON o."workspaceId" = p."workspaceId" AND o."id" = p."policyId"
  WHERE p."workspaceId" = ${workspaceId} AND p."number" = ANY(${numbers})
  UNION ALL
  SELECT s."number", 'querySet', s."querySetId", COALESCE(s."wanted"->>'name', s."querySetId"),
    concat_ws(' ', s."querySetId", s."kind", s."baseRevision", s."wanted"::text)
  FROM "ChangeRequestQuerySet" s WHERE s."workspaceId" = ${workspaceId} AND s."number" = ANY(${numbers})
)`

const linesOf = (kind: EditMark['kind']) =>
  Prisma.sql`COALESCE(string_agg(l."line", E'\\n' ORDER BY l."id" COLLATE "C") FILTER (WHERE l."kind" = ${kind}), '')`

/** SHA-256 (hex) of what a request does and starts from: the same edits have the same hash, whoever stored them. */
export async function hashEdits(reader: Reader, workspaceId: string, number: number): Promise<string> {
  return (await hashEditsOf(reader, workspaceId, [number])).get(number) ?? ''
}

/** As `hashEdits`, by the number of the request and at once. */
export async function hashEditsOf(
  reader: Reader,
  workspaceId: string,
  numbers: number[],
): Promise<Map<number, string>> {
  const all = Prisma.join([linesOf('module'), linesOf('policy'), linesOf('querySet')], ' || ')
  const rows = await reader.$queryRaw<{ number: number; hash: string }[]>`
    SELECT n."number", encode(sha256(convert_to(${all}, 'UTF8')), 'hex') AS "hash"
    FROM unnest(${numbers}::int[]) AS n("number") LEFT JOIN ${editLines(workspaceId, numbers)} l USING ("number")
    GROUP BY n."number"`
  return new Map(rows.map(({ number, hash }) => [number, hash]))
}

/** The marks of the edits of some requests, as a table. */
export const markedEdits = (workspaceId: string, numbers: number[]) => Prisma.sql`(
  SELECT l."number", l."kind", l."id", l."name", left(encode(sha256(convert_to(l."line", 'UTF8')), 'hex'), 16) AS "hash"
  FROM ${editLines(workspaceId, numbers)} l
)`

export async function markEdits(reader: Reader, workspaceId: string, number: number): Promise<EditMark[]> {
  return (await markEditsOf(reader, workspaceId, [number])).get(number) ?? []
}

/** As `markEdits`, by the number of the request and at once; a request without edits is missing. */
export async function markEditsOf(
  reader: Reader,
  workspaceId: string,
  numbers: number[],
): Promise<Map<number, EditMark[]>> {
  if (numbers.length === 0) return new Map()
  const rows = await reader.$queryRaw<(EditMark & { number: number })[]>`
    SELECT k.* FROM ${markedEdits(workspaceId, numbers)} k ORDER BY k."kind", k."id" COLLATE "C"`
  const marks = Map.groupBy(rows, ({ number }) => number)
  return new Map([...marks].map(([number, of]) => [number, of.map(({ number: _, ...mark }) => mark)]))
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
