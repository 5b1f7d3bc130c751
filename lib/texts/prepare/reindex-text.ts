import { isDeepStrictEqual } from 'node:util'
import type { IndexField } from '@/lib/db/index-rows'
import {
  detectLanguages,
  maskEdits,
  type OverlayEntry,
  type SourceEdit,
  SURROUNDINGS_REACH,
  TERMS_VERSION,
} from '@/lib/engine'
import type { ModuleFields } from './indexed-text'
import { markChunks } from './mark-chunks'
import { describeTerms, indexModule, indexVersion, type PreparedText } from './prepare-version'
import type { VersionChunk } from './version-chunk'

/** A version as it is stored, but for its chunks. */
export type IndexedText = {
  fields: ModuleFields
  body: string
  edits?: SourceEdit[]
  excludedOrdinals: number[]
  termsVersion: number
}

export type ReindexedText = Omit<Pick<PreparedText, IndexField>, 'overlayVersion'> & {
  /** By place in `chunks`: whether it is indexed otherwise than before. */
  isChanged: boolean[]
}

/** How a version that is cut already is indexed under other entries. */
export function reindexText(
  { fields, body, edits, excludedOrdinals, termsVersion }: IndexedText,
  chunks: VersionChunk[],
  entries: readonly OverlayEntry[],
): ReindexedText {
  const marks = markChunks(entries, chunks)
  const wasExcluded = new Set(excludedOrdinals)
  // A chunk is indexed with the words around it, so one that comes or goes changes its neighbors too.
  const isToggled = chunks.map(({ ordinal }, at) => marks[at]?.isExcluded !== wasExcluded.has(ordinal))
  const isChanged = chunks.map(({ curation }, at) => {
    if (termsVersion < TERMS_VERSION) return true
    const near = isToggled.slice(Math.max(0, at - SURROUNDINGS_REACH), at + SURROUNDINGS_REACH + 1)
    return near.includes(true) || !isDeepStrictEqual(marks[at]?.curation, curation)
  })
  const languages = detectLanguages(
    body,
    chunks.map(({ text }) => text),
  )
  return {
    chunks: indexVersion(fields, chunks, marks, languages),
    index: indexModule(fields, maskEdits(body, edits), chunks, marks, languages),
    ...describeTerms(languages),
    excludedOrdinals: chunks.flatMap(({ ordinal }, at) => (marks[at]?.isExcluded ? [ordinal] : [])),
    isChanged,
  }
}
