import { loadTokenizer, type RangeSummary, summarizeMarkdown } from '@/lib/engine'

/** Names what makes summaries without a model; its result changes only with this name. */
export const EXTRACTIVE = 'extractive@1'

export type VersionText = {
  body: string
  chunks: { ordinal: number; startOffset: number; endOffset: number }[]
  excludedOrdinals: number[]
}

/** `source`: the text that the summary stands for, without what curation excludes. */
export type SourcedSummary = RangeSummary & { source: string }

/** The summaries of a version from its own sentences; what curation excludes is not told in them. */
export async function extractSummaries({ body, chunks, excludedOrdinals }: VersionText): Promise<SourcedSummary[]> {
  const open = chunks.reduce((text, { ordinal, startOffset, endOffset }) => {
    if (!excludedOrdinals.includes(ordinal)) return text
    return text.slice(0, startOffset) + ' '.repeat(endOffset - startOffset) + text.slice(endOffset)
  }, body)
  const summaries = summarizeMarkdown(open, await loadTokenizer('gpt'))
  return summaries.map((summary) => ({ ...summary, source: open.slice(summary.startOffset, summary.endOffset) }))
}
