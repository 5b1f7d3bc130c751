import { prisma } from '@/lib/db/client'
import { cutEpisodes, extractTerms, type HistorySummary, type Turn } from '@/lib/engine'
import { mapInSlices } from '@/lib/in-slices'
import { queueJob } from '@/lib/indexing/queue/queue-job'
import { newId } from '@/lib/new-id'
import { loadHistory, loadSummaries } from '@/lib/services/conversations/messages/load-history'
import { extractSummary } from './extract-summary'
import { summarySource } from './summary-source'
import { readWriter } from './write-summary'

type Where = { workspaceId: string; conversationId: string }
type Conversation = { turns: Turn[]; summaries: HistorySummary[] }

/** Episodes that are summarized together once more. */
const EPISODES_PER_CHAPTER = 6

const wordsOf = ({ content }: Turn) => {
  const terms = extractTerms(content)
  return { ids: terms.map(({ id }) => id), words: content.split(/\s+/).length }
}

/**
 * Summarizes each finished episode of a conversation in its own sentences, and every six such summaries once more. A
 * range is summarized once, and only if the summary is shorter. If the workspace chose a model for summaries, it
 * rewrites them in the background.
 */
export async function updateSummaries(where: Where): Promise<void> {
  const { turns, summaries: known } = await loadHistory(prisma, where)
  const last = inOrder(turns, known, 1).at(-1)
  const open = turns.slice(turns.findIndex(({ id }) => id === last?.throughTurnId) + 1)
  // a thousand messages may have been appended at once
  const words = await mapInSlices(open, wordsOf)
  const wordsByTurn = new Map(open.map((turn, at) => [turn, words[at]!]))
  let count = 0
  for (const episode of cutEpisodes(open, (turn) => wordsByTurn.get(turn)!)) {
    count += await summarize(where, 1, episode, { turns, summaries: known })
  }
  // read again: another request may have summarized the same conversation meanwhile
  const summaries = await loadSummaries(prisma, where)
  const first = inOrder(turns, summaries, 1)
  const chapters = inOrder(turns, summaries, 2)
  const begun = first.findIndex(({ throughTurnId }) => throughTurnId === chapters.at(-1)?.throughTurnId) + 1
  for (let at = begun; at + EPISODES_PER_CHAPTER <= first.length; at += EPISODES_PER_CHAPTER) {
    const parts = first.slice(at, at + EPISODES_PER_CHAPTER)
    const from = turns.findIndex(({ id }) => id === parts[0]!.fromTurnId)
    const through = turns.findIndex(({ id }) => id === parts.at(-1)!.throughTurnId)
    if (from < 0 || through < from) continue
    count += await summarize(where, 2, turns.slice(from, through + 1), { turns, summaries })
  }
  if (count > 0 && (await readWriter(where.workspaceId)) !== null) {
    await queueJob('write-conversation-summaries', where, { singletonKey: where.conversationId })
  }
}

function inOrder(turns: Turn[], summaries: HistorySummary[], level: 1 | 2): HistorySummary[] {
  const placeOf = new Map(turns.map(({ id }, at) => [id, at]))
  const endOf = ({ throughTurnId }: HistorySummary) => placeOf.get(throughTurnId) ?? -1
  return summaries.filter((each) => each.level === level).toSorted((a, b) => endOf(a) - endOf(b))
}

/** @returns how many were stored: 0 if nothing can be shortened, or if another request stored it first */
async function summarize(where: Where, level: 1 | 2, range: Turn[], conversation: Conversation): Promise<number> {
  const [fromTurnId, throughTurnId] = [range[0]!.id, range.at(-1)!.id]
  const source = summarySource({ level, fromTurnId, throughTurnId }, conversation)
  const words = source && (await extractSummary(where.workspaceId, source))
  if (!words) return 0
  const { text, sourceTokens } = words
  const id = newId('sum')
  // two requests may summarize a range at once: one summary is stored
  const { count } = await prisma.conversationSummary.createMany({
    data: [{ ...where, id, level, fromMessageId: fromTurnId, throughMessageId: throughTurnId, text, sourceTokens }],
    skipDuplicates: true,
  })
  return count
}
