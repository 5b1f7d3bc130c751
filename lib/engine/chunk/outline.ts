import { CleanBody } from '../clean/noise'
import { parseBlocks } from './parse-blocks'

/** A heading of a body: level 1–6, plain text, UTF-16 offsets of its source. */
export type OutlineEntry = { level: number; title: string; startOffset: number; endOffset: number }

/** The headings of a body, in order, without badges and other noise. */
export function outline(body: string): OutlineEntry[] {
  return parseBlocks(new CleanBody(body).masked)
    .filter(({ kind }) => kind === 'heading')
    .map(({ level, title, start, end }) => ({ level, title, startOffset: start, endOffset: end }))
}
