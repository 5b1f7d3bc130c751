import { prisma } from '@/lib/db/client'
import { loadTokenizer, OFFLINE_MODEL_ID } from '@/lib/engine'
import { findModel } from '@/lib/indexing/providers/find-model'
import { EXTRACTIVE, type SourcedSummary, type VersionText } from '@/lib/texts/prepare/extract-summaries'
import { hashText } from '@/lib/texts/prepare/hash-text'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { bookSummary, fitsWindow } from './book-summary'

export type MadeSummary = Omit<SourcedSummary, 'source'> & { summaryId: string }

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
  const { body, path, edits, excluded } = version
  const work = { workspaceId, urgency: 'job', size: body.length } as const
  const extracted = await workOnText('summarize', { body, path, edits, excluded }, work)
  if (modelId === null || modelId === OFFLINE_MODEL_ID) return extracted.map((summary) => toMade(summary, EXTRACTIVE))
  const found = await findModel(workspaceId, modelId)
  const tokenizer = await loadTokenizer('gpt')
  const payer = { workspaceId, actorKind: 'system', actorId: '', conversationId: null } as const
  const ask = async ({ source, sourceTokens, tokenCount: extractedTokens }: SourcedSummary) =>
    bookSummary(payer, found, { kind: 'reference', source, sourceTokens, extractedTokens, signal })
  const made: MadeSummary[] = []
  for (const summary of extracted) {
    const id = summaryId(modelId, summary.source)
    const known = await prisma.summary.findUnique({
      where: { workspaceId_id: { workspaceId, id } },
      select: { text: true, tokenCount: true },
    })
    const text = known?.text ?? (fitsWindow(found, summary.sourceTokens) ? await ask(summary) : '')
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
