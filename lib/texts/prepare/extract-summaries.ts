import { loadTokenizer, maskEdits, type RangeSummary, type SourceEdit, summarizeMarkdown } from '@/lib/engine'
import { isPlainText } from '@/lib/schemas/modules/module-path'

/** Names what makes summaries without a model; its result changes only with this name. */
export const EXTRACTIVE = 'extractive@2'

/** `edits`: what the cleaner leaves out; `excluded`: the ranges (UTF-16) of the chunks that curation excludes. */
export type VersionText = {
  body: string
  path: string | null
  edits?: SourceEdit[]
  excluded: { startOffset: number; endOffset: number }[]
}

/** `source`: the text that the summary stands for, without what curation excludes. */
export type SourcedSummary = RangeSummary & { source: string }

/** The summaries of a version from its own sentences; what curation excludes is not told in them. */
export async function extractSummaries({ body, path, edits, excluded }: VersionText): Promise<SourcedSummary[]> {
  const open = blank(maskEdits(body, edits), excluded)
  const summaries = summarizeMarkdown(open, await loadTokenizer('gpt'), { isPlain: isPlainText(path) })
  return summaries.map((summary) => ({ ...summary, source: open.slice(summary.startOffset, summary.endOffset) }))
}

/** The text with spaces in place of ranges, which may overlap. */
function blank(text: string, ranges: VersionText['excluded']): string {
  let end = 0
  const parts: string[] = []
  for (const { startOffset, endOffset } of ranges.toSorted((a, b) => a.startOffset - b.startOffset)) {
    const start = Math.max(end, startOffset)
    if (endOffset <= start) continue
    parts.push(text.slice(end, start), ' '.repeat(endOffset - start))
    end = endOffset
  }
  return parts.join('') + text.slice(end)
}
