import { DatabaseError } from 'pg'
import { queryDriver } from '@/lib/db/client'
import { grouped } from '@/lib/db/grouped'
import { PREPARED } from '@/lib/db/prepared'
import { RELEASE_REVISION } from '@/lib/db/releases/release-state'
import { processWide } from '@/lib/process-wide'

/** Of "Composition", in this order. */
const COLUMNS = [
  'workspaceId',
  'id',
  'createdAt',
  'actorKind',
  'actorId',
  'conversationId',
  'profileId',
  'query',
  'model',
  'policyId',
  'policyVersion',
  'revision',
  'inputTokens',
  'durationMs',
  'prefixHash',
  'contextHash',
  'usage',
  'detailId',
  'cacheHit',
] as const

type Value = string | number | Buffer | null

export type NewComposition = {
  row: Record<(typeof COLUMNS)[number], Value>
  releaseId: string
  /** Of a detail that is not there yet, under the id that the row names. */
  detail?: { outline: string; sent: string; content: Buffer }
}

const MAX_TOGETHER = 20
/** Most come alone or by two. Each number of them is another text, and every connection keeps those that it prepared. */
const PREPARED_TOGETHER = 2

/**
 * Stores a composition, together with those that come while the database is busy with others: each commit is synced, and that
 * takes as long for one as for several.
 * @returns the release's revision at that moment
 * @throws where the detail or the conversation that the row names is gone; `isDetailGone` and `isConversationGone` tell
 */
export function insertComposition(composition: NewComposition): Promise<number | undefined> {
  // those of a conversation wait while one of theirs is being deleted: the others do not wait with them
  const kind = composition.row.conversationId === null ? 'new compositions' : 'new compositions of conversations'
  return processWide(kind, () => grouped(MAX_TOGETHER, insert))(composition)
}

const FOREIGN_KEY_VIOLATION = '23503'

const isGone = (column: 'detailId' | 'conversationId') => (error: unknown) =>
  error instanceof DatabaseError &&
  error.code === FOREIGN_KEY_VIOLATION &&
  error.constraint === `Composition_workspaceId_${column}_fkey`

export const isDetailGone = isGone('detailId')
export const isConversationGone = isGone('conversationId')

/** On the driver itself: Prisma takes longer to hand a long detail over than the database to store it. */
async function insert(compositions: NewComposition[]): Promise<(number | undefined)[]> {
  const values: Value[] = []
  const list = (row: Value[]) => `(${row.map((value) => `$${values.push(value)}`).join(', ')})`
  const releases = JSON.stringify(Object.fromEntries(compositions.map(({ row, releaseId }) => [row.id, releaseId])))
  const details = compositions.flatMap(({ row, detail }) =>
    detail ? [list([row.workspaceId, row.detailId, detail.outline, detail.sent, detail.content])] : [],
  )
  const rows = compositions.map(({ row }) => list(COLUMNS.map((column) => row[column])))
  const conversations = compositions.flatMap(({ row }) =>
    row.conversationId === null ? [] : [list([row.workspaceId, row.conversationId])],
  )
  const first: string[] = []
  if (details.length > 0) {
    const into = '"CompositionDetail" ("workspaceId", "id", "outline", "sent", "content")'
    first.push(`"details" AS (INSERT INTO ${into} VALUES ${details.join(', ')})`)
  }
  if (conversations.length > 0) {
    // before the details that others share, as where they are deleted, and in the order of there
    const which = `("workspaceId", "id") IN (${conversations.join(', ')}) ORDER BY "id"`
    first.push(`"held" AS MATERIALIZED (SELECT 1 FROM "Conversation" WHERE ${which} FOR KEY SHARE)`)
  }
  const isKept = rows.length <= PREPARED_TOGETHER
  const stored = await queryDriver<{ id: string; revision: number }>({
    text: `${isKept ? PREPARED.text : ''}
     ${first.length > 0 ? `WITH ${first.join(', ')}` : ''}
     INSERT INTO "Composition" (${COLUMNS.map((name) => `"${name}"`).join(', ')}) VALUES ${rows.join(', ')}
     RETURNING "id", (
       SELECT ${RELEASE_REVISION} FROM "WorkspaceState" w
       LEFT JOIN "Release" r ON r."workspaceId" = w."workspaceId" AND r."id" = $${values.push(releases)}::jsonb->>"Composition"."id"
       WHERE w."workspaceId" = "Composition"."workspaceId"
     ) AS "revision"${conversations.length > 0 ? ', (SELECT count(*) FROM "held") AS "held"' : ''}`,
    values,
  })
  const revisions = new Map(stored.map(({ id, revision }) => [id, revision]))
  return compositions.map(({ row }) => revisions.get(row.id as string))
}
