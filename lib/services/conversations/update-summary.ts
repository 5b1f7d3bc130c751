import { prisma } from '@/lib/db/client'
import { cutEpisodes, extractTerms, type HistorySummary, loadTokenizer, type Turn } from '@/lib/engine'
import { newId } from '@/lib/new-id'
import { SUMMARY_SHARES } from '@/lib/texts/tasks/summarize-turns'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { loadHistory, loadSummaries } from './load-history'

type Where = { workspaceId: string; conversationId: string }

/** Episodes that are summarized together once more. */
const EPISODES_PER_CHAPTER = 6

const wordsOf = ({ content }: Turn) => {
  const terms = extractTerms(content)
  return { ids: terms.map(({ id }) => id), words: content.split(/\s+/).length }
}

/**
 * Summarizes each episode of a conversation that is over, once, and each six summaries that follow one another once more.
 * A summary of a range is never made again, and none where nothing of it can be told shorter.
 */
export async function updateSummary(where: Where): Promise<void> {
  const { turns, summaries: known } = await loadHistory(prisma, where)
  const last = inOrder(turns, known, 1).at(-1)
  const open = turns.slice(turns.findIndex(({ id }) => id === last?.throughTurnId) + 1)
  for (const episode of cutEpisodes(open, wordsOf)) await summarize(where, 1, episode)
  // some may be somebody else's, who summarizes the same conversation at once
  const summaries = await loadSummaries(prisma, where)
  const first = inOrder(turns, summaries, 1)
  const chapters = inOrder(turns, summaries, 2)
  const begun = first.findIndex(({ throughTurnId }) => throughTurnId === chapters.at(-1)?.throughTurnId) + 1
  for (let at = begun; at + EPISODES_PER_CHAPTER <= first.length; at += EPISODES_PER_CHAPTER) {
    const parts = first.slice(at, at + EPISODES_PER_CHAPTER)
    const from = turns.findIndex(({ id }) => id === parts[0]!.fromTurnId)
    const through = turns.findIndex(({ id }) => id === parts.at(-1)!.throughTurnId)
    if (from >= 0 && through >= from) await summarize(where, 2, turns.slice(from, through + 1), parts)
  }
}

function inOrder(turns: Turn[], summaries: HistorySummary[], level: 1 | 2): HistorySummary[] {
  const placeOf = new Map(turns.map(({ id }, at) => [id, at]))
  const endOf = ({ throughTurnId }: HistorySummary) => placeOf.get(throughTurnId) ?? -1
  return summaries.filter((each) => each.level === level).toSorted((a, b) => endOf(a) - endOf(b))
}

/** Makes none where there is nothing to tell, or somebody else was faster. */
async function summarize(where: Where, level: 1 | 2, range: Turn[], parts?: HistorySummary[]): Promise<void> {
  const size = range.reduce((sum, { content }) => sum + content.length, 0)
  const told = parts ? toTurns(parts) : range
  const share = parts ? SUMMARY_SHARES.told : SUMMARY_SHARES.said
  const work = { workspaceId: where.workspaceId, urgency: 'job', size } as const
  const text = await workOnText('summarizeTurns', { turns: told, share }, work)
  if (text.trim() === '') return
  const tokenizer = await loadTokenizer('gpt')
  const sourceTokens = range.reduce((sum, { content }) => sum + tokenizer.count(content), 0)
  if (tokenizer.count(text) >= sourceTokens) return
  const id = newId('sum')
  const [fromMessageId, throughMessageId] = [range[0]!.id, range.at(-1)!.id]
  // the range is a unique key: of two that summarize it at once, one is kept
  await prisma.conversationSummary.createMany({
    data: [{ ...where, id, level, fromMessageId, throughMessageId, text, sourceTokens }],
    skipDuplicates: true,
  })
}

/** The lines of summaries as they were said. */
function toTurns(parts: HistorySummary[]): Turn[] {
  return parts.flatMap(({ id, text }) =>
    text.split('\n').map((line, at): Turn => {
      const role = line.startsWith('User: ') ? 'user' : 'assistant'
      return { id: `${id} ${at}`, role, content: line.replace(/^(?:User|Answer): /, '') }
    }),
  )
}
