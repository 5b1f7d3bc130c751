import { prisma } from '@/lib/db/client'
import type { Turn } from '@/lib/engine'
import { newId } from '@/lib/services/new-id'
import { workOnText } from '@/lib/services/texts/work-on-text'
import { loadHistory } from './load-history'

/** Exchanges that are told verbatim anyway, and how many more make a new summary worth it. */
const RECENT_EXCHANGES = 3
const EXCHANGES_PER_SUMMARY = 3

const countQuestions = (turns: Turn[]) => turns.filter((turn) => turn.role === 'user').length

/** The turns before the last few exchanges. */
function olderTurns(turns: Turn[]): Turn[] {
  const questions = turns.flatMap((turn, index) => (turn.role === 'user' ? [index] : []))
  return turns.slice(0, questions.at(-RECENT_EXCHANGES) ?? 0)
}

/** Summarizes what has left the window of recent exchanges since the last summary, when it has become enough. */
export async function updateSummary(where: { workspaceId: string; conversationId: string }): Promise<void> {
  const { turns, summaries } = await loadHistory(prisma, where)
  const older = olderTurns(turns)
  const through = older.at(-1)
  if (!through) return
  const covered = Math.max(
    -1,
    ...summaries.map((summary) => older.findIndex((turn) => turn.id === summary.throughTurnId)),
  )
  if (countQuestions(older.slice(covered + 1)) < EXCHANGES_PER_SUMMARY) return
  const size = older.reduce((sum, { content }) => sum + content.length, 0)
  const work = { workspaceId: where.workspaceId, urgency: 'job', size } as const
  const text = await workOnText('summarizeTurns', { turns: older }, work)
  await prisma.conversationSummary.create({
    data: { ...where, id: newId('sum'), level: 1, throughMessageId: through.id, text },
    select: { id: true },
  })
}
