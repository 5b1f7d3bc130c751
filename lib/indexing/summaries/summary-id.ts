import { hashText } from '@/lib/texts/prepare/hash-text'

/** Of the summary of a text by a maker: the same text is summarized once, wherever it stands. */
export function summaryId(madeBy: string, source: string): string {
  return hashText(`${madeBy}\n${source}`)
}
