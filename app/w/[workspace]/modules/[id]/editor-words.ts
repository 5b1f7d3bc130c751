import { formatCount, formatNumber, formatPercent } from '@/components/ui/format-number'

/** What the editor says in numbers; the test beside it holds each sentence against what it is said of. */

/** Names that a warning lists before it only counts. */
const NAMES_SHOWN = 5

export const countProblems = (count: number) => formatCount(count, 'problem')

export const countChunks = (count: number) => formatCount(count, 'chunk')

export const describeCuration = (entries: number, version: number) =>
  `${formatCount(entries, 'curated chunk')}, version ${version}`

export const describeLost = (count: number) => `${formatCount(count, 'curated chunk')} lost the text that was curated`

export const describeOverlay = (excluded: number, keywords: number, questions: number) =>
  `${formatNumber(excluded)} excluded, ${formatCount(keywords, 'keyword')}, ${formatCount(questions, 'question')}`

export const describeSummaries = (sections: number) => `of ${formatCount(sections, 'section')}`

/** @param ordinal as it is stored, from 0 */
export const nameChunk = (ordinal: number) => `Chunk ${ordinal + 1}`

/** @param version that is published; 0 before the first */
export const titlePublish = (name: string, version: number) =>
  version === 0 ? `Publish ${name}` : `Publish version ${version + 1}`

export const describePublished = (version: number) =>
  version === 0 ? 'Nothing is published yet' : `Version ${version}, published`

export const describeDelete = (versions: number) =>
  versions === 0
    ? 'It was never published: its draft is gone for good. Archiving keeps it.'
    : `Its ${versions === 1 ? 'version' : formatCount(versions, 'version')}, its draft and its history are gone for good. Archiving keeps them.`

export const describeDiscard = (version: number) =>
  version === 0
    ? 'This module was never published: all of its text is lost.'
    : `The draft goes back to version ${version}. What was changed since is lost.`

/** @param names of the modules that need it; at least one */
export function describeDependents(names: string[]): string {
  const needs = `${formatCount(names.length, 'module needs', 'modules need')} it`
  const rest = names.length - NAMES_SHOWN
  const more = rest > 0 ? ` and ${formatNumber(rest)} more` : ''
  return `${needs}: ${names.slice(0, NAMES_SHOWN).join(', ')}${more}. ${names.length === 1 ? 'It' : 'They'} will miss it.`
}

/** How the dependencies that a text names differ from those of the published version; empty when they do not. */
export function describeDrafted(drafted: string[], published: string[]): string {
  const added = drafted.filter((id) => !published.includes(id)).map((id) => `+ ${id}`)
  const removed = published.filter((id) => !drafted.includes(id)).map((id) => `− ${id}`)
  const changes = [...added, ...removed]
  return changes.length === 0 ? '' : `Changed in the draft: ${changes.join(', ')}`
}

/** What a chunk holds besides its own part of the source; empty when nothing. */
export const describeAdded = ({ isRepeated, isInserted }: { isRepeated: boolean; isInserted: boolean }) =>
  [
    isRepeated && 'Grey: repeated from the chunk before.',
    isInserted && 'Underlined: sent with this chunk, though the source does not have it at this place.',
  ]
    .filter(Boolean)
    .join(' ')

/** Above it two texts are told as almost the same: rounded they would be called the same. */
const ALMOST_THE_SAME = 0.995

/** @param score how alike two modules are by words and meaning, 0–1 */
export const describeLikeness = (score: number) =>
  score >= ALMOST_THE_SAME ? 'almost the same' : `${formatPercent(score)} alike`

/** @param count of the related modules; undefined while they are looked for */
export const describeRelated = (count: number | undefined) =>
  count === 0
    ? 'No published module is much like it. The list follows a publish in the background.'
    : 'The published modules that are most like it, by words and meaning; 100% would be the same text.'
