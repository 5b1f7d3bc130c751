import { parseAsBoolean, parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs/server'

export const EDITOR_TABS = ['fields', 'preview', 'chunks', 'needs', 'effect', 'history', 'discussion'] as const
export type EditorTab = (typeof EDITOR_TABS)[number]

export const editorSearchParams = {
  tab: parseAsStringLiteral(EDITOR_TABS),
  /** A chunk to show, `error-handling@3#0`. */
  chunk: parseAsString,
  /** Where its text stands in its version, `120-480`: by this it is found when the version was cut anew. */
  at: parseAsString,
  /** Whether the use of the chunks is shown. */
  heat: parseAsBoolean.withDefault(false),
  /** A version to compare, and the one it is compared with: the text under edit without it. */
  compare: parseAsInteger,
  with: parseAsInteger,
  /** A thread of the discussion to show. */
  thread: parseAsString,
}
