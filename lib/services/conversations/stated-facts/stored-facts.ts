import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { oneOf } from '@/lib/db/one-of'
import type { Transaction } from '@/lib/db/transaction'
import { STATEMENT_KINDS, type StatedFact, type Turn } from '@/lib/engine'
import { newId } from '@/lib/new-id'
import type { StatedFactDto } from '@/lib/schemas/conversations/stated-fact'
import { workOnText } from '@/lib/texts/threads/work-on-text'

type Where = { workspaceId: string; conversationId: string }

export const STATED_SELECT = {
  id: true,
  messageId: true,
  kind: true,
  quote: true,
  text: true,
  isPinned: true,
  isDropped: true,
} satisfies Prisma.StatedFactSelect

type StatedRow = Prisma.StatedFactGetPayload<{ select: typeof STATED_SELECT }>

/** Messages that are read at once. */
const BATCH = 500
/** The latest facts that are read; more would fill any window. */
const MAX_STATED = 500
const MAX_ORDINAL = 2_147_483_647

/** What each message of a person states, in its order. */
async function extract(workspaceId: string, messages: string[]) {
  const size = messages.reduce((sum, text) => sum + text.length, 0)
  return workOnText('extractStatements', { messages }, { workspaceId, urgency: 'person', size })
}

/** Reads facts from the messages of a conversation that have not been read yet. Each message is read once. */
async function readStated(where: Where): Promise<void> {
  const { workspaceId, conversationId } = where
  const conversation = await prisma.conversation.findUnique({
    where: { workspaceId_id: { workspaceId, id: conversationId } },
    select: { factsThrough: true },
  })
  let through = conversation?.factsThrough ?? MAX_ORDINAL
  for (;;) {
    const messages = await prisma.conversationMessage.findMany({
      where: { ...where, role: 'user', ordinal: { gt: through } },
      orderBy: { ordinal: 'asc' },
      take: BATCH,
      select: { id: true, ordinal: true, content: true },
    })
    const last = messages.at(-1)
    if (!last) return
    const found = await extract(
      workspaceId,
      messages.map(({ content }) => content),
    )
    const data = found.flatMap((statements, at) =>
      statements.map(({ kind, quote }) => {
        return { ...where, id: newId('std'), messageId: messages[at]!.id, kind, quote, text: quote }
      }),
    )
    through = last.ordinal
    await prisma.$transaction(async (tx) => {
      // two requests may read the same messages at once: each fact is stored once
      if (data.length > 0) await tx.statedFact.createMany({ data, skipDuplicates: true })
      // not by Prisma, which would set `updatedAt`: reading is no activity
      await tx.$executeRaw`
        UPDATE "Conversation" SET "factsThrough" = GREATEST("factsThrough", ${through})
        WHERE "workspaceId" = ${workspaceId} AND "id" = ${conversationId}`
    })
  }
}

type PlacedRow = StatedRow & { ordinal: number; place: number }

/** The latest facts that the messages of a conversation state, in the order of the messages. */
export async function findStated(where: Where, beforeOrdinal = MAX_ORDINAL): Promise<PlacedRow[]> {
  await readStated(where)
  const rows = await prisma.$queryRaw<PlacedRow[]>`
    SELECT f."id", f."messageId", f."kind", f."quote", f."text", f."isPinned", f."isDropped", m."ordinal",
      strpos(m."content", f."quote") AS "place"
    FROM "StatedFact" f
    JOIN "ConversationMessage" m ON m."workspaceId" = f."workspaceId" AND m."conversationId" = f."conversationId"
      AND m."id" = f."messageId"
    WHERE f."workspaceId" = ${where.workspaceId} AND f."conversationId" = ${where.conversationId}
      AND m."ordinal" < ${beforeOrdinal} AND f."replacedById" IS NULL
    ORDER BY f."isPinned" DESC, m."ordinal" DESC, "place" DESC, f."id"
    LIMIT ${MAX_STATED}`
  return rows.sort((a, b) => a.ordinal - b.ordinal || a.place - b.place)
}

/** The facts that a composition sees: those that nobody dropped. */
export async function loadStated(where: Where, beforeOrdinal?: number): Promise<StatedFact[]> {
  const rows = await findStated(where, beforeOrdinal)
  return rows
    .filter(({ isDropped }) => !isDropped)
    .map(({ id, messageId: turnId, kind, text, isPinned }): StatedFact => {
      return { id, turnId, kind: toKind(kind), text, ...(isPinned ? { isPinned } : {}) }
    })
}

/** The facts of turns that were sent with a request and are stored nowhere. */
export async function statedOf(workspaceId: string, turns: readonly Turn[]): Promise<StatedFact[]> {
  const own = turns.filter(({ role }) => role === 'user')
  if (own.length === 0) return []
  const found = await extract(
    workspaceId,
    own.map(({ content }) => content),
  )
  return found.flatMap((statements, at) =>
    statements.map(({ kind, quote }, place): StatedFact => {
      const turnId = own[at]!.id
      return { id: `${turnId} ${place + 1}`, turnId, kind, text: quote }
    }),
  )
}

export const toKind = (text: string) => oneOf(STATEMENT_KINDS, text)

export function toStatedFact({ kind, ...row }: StatedRow): StatedFactDto {
  return { ...row, kind: toKind(kind) }
}

/** Copies to a branch the facts of those messages that it has. */
export async function copyStated(tx: Transaction, where: Where, fromId: string): Promise<void> {
  const { workspaceId, conversationId: id } = where
  await tx.$executeRaw`
    INSERT INTO "StatedFact" ("workspaceId", "conversationId", "id", "messageId", "kind", "quote", "text", "isPinned",
      "isDropped", "replacedById", "createdAt")
    SELECT f."workspaceId", ${id}, f."id", f."messageId", f."kind", f."quote", f."text", f."isPinned",
      f."isDropped", f."replacedById", f."createdAt"
    FROM "StatedFact" f
    JOIN "ConversationMessage" m ON m."workspaceId" = f."workspaceId" AND m."conversationId" = ${id}
      AND m."id" = f."messageId"
    WHERE f."workspaceId" = ${workspaceId} AND f."conversationId" = ${fromId}`
  await tx.$executeRaw`
    UPDATE "Conversation" c SET "factsThrough" = LEAST(
      (SELECT "factsThrough" FROM "Conversation" WHERE "workspaceId" = ${workspaceId} AND "id" = ${fromId}),
      (SELECT coalesce(max("ordinal"), 0) FROM "ConversationMessage"
       WHERE "workspaceId" = ${workspaceId} AND "conversationId" = ${id}))
    WHERE c."workspaceId" = ${workspaceId} AND c."id" = ${id}`
}
