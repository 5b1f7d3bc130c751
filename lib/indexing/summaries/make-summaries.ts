import { prisma } from '@/lib/db/client'
import { loadTokenizer, OFFLINE_MODEL_ID } from '@/lib/engine'
import { bookCall, pricesOf } from '@/lib/indexing/providers/book-call'
import { findModel } from '@/lib/indexing/providers/find-model'
import { openChatModel } from '@/lib/indexing/providers/open-chat-model'
import { EXTRACTIVE, type SourcedSummary, type VersionText } from '@/lib/texts/prepare/extract-summaries'
import { hashText } from '@/lib/texts/prepare/hash-text'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { askForSummary } from './ask-for-summary'

export type MadeSummary = Omit<SourcedSummary, 'source'> & { summaryId: string }

/** Share of a model's context window that a source may take. */
const WINDOW_SHARE = 0.7
/** A summary in a model's words may be this much longer (tokens) than one of extracted sentences. */
const EXTRA_TOKENS = 40

/**
 * Summaries of a version, by a chat model where one is given. Where that model has written one for the same text it is
 * taken; a text that does not fit its window, or an answer that is empty or no shorter than the text, leaves the
 * extracted sentences.
 *
 * @throws AppError VALIDATION when nobody offers the model; what the provider answers when it does not
 */
export async function makeSummaries(
  workspaceId: string,
  version: VersionText,
  modelId: string | null,
  signal?: AbortSignal,
): Promise<MadeSummary[]> {
  const { body, edits, excluded } = version
  const work = { workspaceId, urgency: 'job', size: body.length } as const
  const extracted = await workOnText('summarize', { body, edits, excluded }, work)
  if (modelId === null || modelId === OFFLINE_MODEL_ID) return extracted.map((summary) => toMade(summary, EXTRACTIVE))
  const found = await findModel(workspaceId, modelId)
  const chat = openChatModel(workspaceId, found)
  const tokenizer = await loadTokenizer('gpt')
  const ask = async ({ source, sourceTokens, tokenCount }: SourcedSummary) => {
    const whose = { workspaceId, actorKind: 'system', actorId: '', conversationId: null, messageId: null } as const
    const prices = pricesOf(found)
    const call = { ...whose, purpose: 'summary', model: modelId, prices, predictedTokens: sourceTokens } as const
    const { text } = await bookCall(call, async () => {
      const asked = await askForSummary(chat, source, {
        kind: 'reference',
        maxTokens: tokenCount + EXTRA_TOKENS,
        signal,
      })
      return { ...asked, spokenTokens: tokenizer.count(asked.text) }
    })
    return text
  }
  const made: MadeSummary[] = []
  for (const summary of extracted) {
    const id = summaryId(modelId, summary.source)
    const known = await prisma.summary.findUnique({
      where: { workspaceId_id: { workspaceId, id } },
      select: { text: true, tokenCount: true },
    })
    const isTooLong = summary.sourceTokens > found.spec.contextWindow * WINDOW_SHARE
    const text = known?.text ?? (isTooLong ? '' : await ask(summary))
    const tokenCount = known?.tokenCount ?? tokenizer.count(text)
    const isUseful = text !== '' && tokenCount < summary.sourceTokens / 2
    made.push(isUseful ? toMade({ ...summary, text, tokenCount }, modelId) : toMade(summary, EXTRACTIVE))
  }
  return made
}

function toMade({ source, ...summary }: SourcedSummary, madeBy: string): MadeSummary {
  return { ...summary, summaryId: summaryId(madeBy, source) }
}

/** Of the summary of a text by a maker: the same text is summarized once, wherever it stands. */
function summaryId(madeBy: string, source: string): string {
  return hashText(`${madeBy}\n${source}`)
}
