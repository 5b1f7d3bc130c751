import { databaseKind, prisma } from '@/lib/db/client'
import { lockConversations } from '@/lib/db/compositions/lock-conversations'
import { processWide } from '@/lib/process-wide'
import { LIMITS } from '@/lib/schemas/limits'
import { countWords } from './count-words'
import { runningMessageIds } from './running-answers'

/** How often it is looked whether other servers died. */
const EVERY_MS = 30_000
/** One settles after the other, so that a crowd of them is no long transaction. */
const BATCH = 100

type LostAnswers = {
  /** When this server began. */
  startedAt: Date
  /** The last look for lost answers. */
  look?: { at: number; settled: Promise<void> }
}

export const lostAnswers = processWide<LostAnswers>('lost answers', () => ({ startedAt: new Date() }))

/**
 * Marks the answers as interrupted whose server died while it was writing them; what had come is kept. An embedded
 * database has one server, this one: what ran before it started is lost. Of servers that share one, who has not been
 * alive for `LIMITS.answerLostSeconds` is. Looks at most every 30 s; for the start of every verb that reads answers.
 */
export async function settleLostAnswers(): Promise<void> {
  const known = lostAnswers.look
  if (known && performance.now() - known.at < EVERY_MS) return known.settled
  const settled = settle()
  lostAnswers.look = { at: performance.now(), settled }
  settled.catch(() => {
    lostAnswers.look = undefined
  })
  return settled
}

async function settle(): Promise<void> {
  const now = Date.now()
  const staleAt = new Date(now - LIMITS.answerLostSeconds * 1_000)
  // alive in times to come: the clock was set back since
  const impossibleAt = new Date(now + LIMITS.answerLostSeconds * 1_000)
  const { startedAt } = lostAnswers
  const lostAt = databaseKind === 'embedded' && startedAt > staleAt ? startedAt : staleAt
  for (;;) {
    const lost = await prisma.runningAnswer.findMany({
      where: {
        OR: [{ aliveAt: { lt: lostAt } }, { aliveAt: { gt: impossibleAt } }],
        messageId: { notIn: runningMessageIds() },
      },
      select: { workspaceId: true, conversationId: true, messageId: true, aliveAt: true },
      take: BATCH,
    })
    for (const turn of lost) await markInterrupted(turn)
    if (lost.length < BATCH) return
  }
}

type Turn = { workspaceId: string; conversationId: string; messageId: string; aliveAt: Date }

async function markInterrupted(turn: Turn): Promise<void> {
  const { workspaceId, conversationId, messageId: id } = turn
  await prisma.$transaction(async (tx) => {
    await lockConversations(tx, workspaceId, [conversationId])
    if ((await tx.runningAnswer.deleteMany({ where: turn })).count === 0) return
    const answer = await tx.conversationMessage.findUnique({
      where: { workspaceId_conversationId_id: { workspaceId, conversationId, id } },
      select: { content: true },
    })
    if (!answer) return
    const error =
      answer.content === ''
        ? 'The server stopped before the answer began.'
        : `The answer broke off after ${countWords(answer.content)}: the server stopped.`
    // what it took stays as it was booked when it began
    const call = { workspaceId, conversationId, messageId: id, status: 'running' }
    await tx.modelCall.updateMany({ where: call, data: { status: 'interrupted' } })
    await tx.conversationMessage.updateMany({
      where: { workspaceId, conversationId, id },
      data: { status: 'interrupted', error },
    })
  })
}
