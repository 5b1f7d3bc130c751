import type { ChunkSpan, SourceEdit } from '../vocabulary/types'

/** A span of a source as a reader gets it; without `edits` it is the source. In order of their offsets. */
export type EditedText = { text: string; startOffset: number; edits?: SourceEdit[] }

/** A piece of such a text: it stands in the source at its offsets, or it was inserted in place of what does. */
export type TextPiece = { text: string; start: number; end: number; isInserted: boolean }

/** The text of a span. @param edits those inside it, in order */
export function applyEdits(source: string, start: number, end: number, edits: readonly SourceEdit[] = []): string {
  return write(source, start, end, edits, ({ insert }) => insert)
}

/** The text of a chunk of a body. */
export function chunkText(
  body: string,
  { startOffset, endOffset, edits }: Pick<ChunkSpan, 'startOffset' | 'endOffset'> & { edits?: SourceEdit[] | null },
): string {
  return applyEdits(body, startOffset, endOffset, edits ?? [])
}

/** The whole source with spaces in place of what is left out, so that everything else keeps its offset. */
export function maskEdits(source: string, edits: readonly SourceEdit[] = []): string {
  return write(source, 0, source.length, edits, ({ start, end }) => ' '.repeat(end - start))
}

function write(
  source: string,
  start: number,
  end: number,
  edits: readonly SourceEdit[],
  toText: (edit: SourceEdit) => string,
): string {
  let text = ''
  let at = start
  for (const edit of edits) {
    text += source.slice(at, edit.start) + toText(edit)
    at = edit.end
  }
  return text + source.slice(at, end)
}

/** What of a text stands where in its source. @param endOffset of the span in the source */
export function toPieces({ text, startOffset, edits = [] }: EditedText, endOffset: number): TextPiece[] {
  const pieces: TextPiece[] = []
  const add = (length: number, start: number, end: number, isInserted: boolean) => {
    if (length > 0) pieces.push({ text: text.slice(read, read + length), start, end, isInserted })
    read += length
  }
  let read = 0
  let at = startOffset
  for (const { start, end, insert } of edits) {
    add(start - at, at, start, false)
    add(insert.length, start, end, true)
    at = end
  }
  add(text.length - read, at, endOffset, false)
  return pieces
}

/** What stands from an offset of the source on, which no edit holds in its middle; without what is inserted right there. */
export function textFrom({ text, startOffset, edits = [] }: EditedText, from: number): Required<EditedText> {
  let skipped = Math.max(0, from - startOffset)
  const rest = edits.filter(({ start, end, insert }) => {
    if (end > from) return true
    skipped += insert.length - (end - start)
    return false
  })
  return { text: text.slice(skipped), startOffset: Math.max(startOffset, from), edits: rest }
}

/** Without what is inserted at its end. */
export function withoutSuffix<Edited extends EditedText>(edited: Edited, endOffset: number): Edited {
  const last = edited.edits?.at(-1)
  if (!last || last.start !== endOffset || last.end !== endOffset) return edited
  const text = edited.text.slice(0, edited.text.length - last.insert.length)
  return { ...edited, text, edits: edited.edits?.slice(0, -1) }
}
