/** How much of a body takes part in the module's own vector (UTF-16 units). */
const MODULE_TEXT_LENGTH = 200_000

export type ModuleFields = { name: string; description: string; usageScope: string | null; tags: string[] }

/**
 * A chunk as it is indexed: below the names it stands under, with what curation adds.
 *
 * @param prefix name of the module, then the heading path
 */
export function chunkIndexedText(prefix: string[], text: string, extraTexts: string[]): string {
  return [`${prefix.join(' › ')}\n${text}`, ...extraTexts].join('\n')
}

/** A module as it is indexed as a whole: what it says it is about, and its text without the chunks that are excluded. */
export function moduleTexts(
  { name, description, usageScope, tags }: ModuleFields,
  body: string,
  chunks: { startOffset: number; endOffset: number }[],
  marks: { isExcluded: boolean; extraTexts: string[] }[],
): { about: string; text: string; indexedText: string } {
  const open = chunks.filter((_, at) => !marks[at]?.isExcluded)
  const text =
    open.length === chunks.length ? body : open.map((span) => body.slice(span.startOffset, span.endOffset)).join('\n')
  const extraTexts = marks.flatMap((mark) => mark.extraTexts)
  const about = [description, usageScope ?? '', tags.join(' '), ...extraTexts].join('\n')
  return { about, text, indexedText: `${name}\n${about}\n${text.slice(0, MODULE_TEXT_LENGTH).toWellFormed()}` }
}
