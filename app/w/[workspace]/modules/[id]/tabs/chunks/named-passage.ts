import type { Chunk } from '@/lib/engine'

/** What a link names: a chunk by its version and number, and where its text stood in that version (UTF-16). */
export type NamedChunk = { version: number; ordinal: number; range: { start: number; end: number } | null }

/** @param chunkId `error-handling@3#2` @param at `120-480` */
export function readNamedChunk(chunkId: string | null, at: string | null): NamedChunk | null {
  const [, version, ordinal] = /@(\d{1,9})#(\d{1,9})$/.exec(chunkId ?? '') ?? []
  if (version === undefined || ordinal === undefined) return null
  const [, start, end] = /^(\d{1,9})-(\d{1,9})$/.exec(at ?? '') ?? []
  const range = start === undefined || end === undefined ? null : { start: Number(start), end: Number(end) }
  return { version: Number(version), ordinal: Number(ordinal), range }
}

/**
 * Which of the chunks a link means, and what is to be said of it: `exact`, the passage stands in that chunk; `moved`, in
 * that chunk of another text; `cut`, it is divided otherwise now, most of it in that chunk; `gone`, the text says it no
 * more; `uncertain`, the link has only a number, which may have meant another passage.
 */
export type FoundPassage = {
  kind: 'exact' | 'moved' | 'cut' | 'gone' | 'uncertain'
  index: number | null
  /** As it stands in the version that the link names; empty where the link does not say. */
  text: string
}

/**
 * @param chunks of `body`
 * @param versionBody of the version that the link names
 */
export function findPassage(named: NamedChunk, chunks: Chunk[], body: string, versionBody: string): FoundPassage {
  const isSame = body === versionBody
  const { range, ordinal } = named
  if (!range) return { kind: 'uncertain', index: isSame && ordinal < chunks.length ? ordinal : null, text: '' }
  const text = versionBody.slice(range.start, range.end)
  const start = isSame ? range.start : text.trim() === '' ? -1 : body.indexOf(text)
  if (text === '' || start < 0) return { kind: 'gone', index: null, text }
  const end = start + text.length
  const whole = chunks.findIndex(({ startOffset, endOffset }) => startOffset <= start && endOffset >= end)
  if (whole >= 0) return { kind: isSame ? 'exact' : 'moved', index: whole, text }
  const shared = chunks.map(({ startOffset, endOffset }) => Math.min(endOffset, end) - Math.max(startOffset, start))
  const most = Math.max(0, ...shared)
  return { kind: 'cut', index: most > 0 ? shared.indexOf(most) : null, text }
}
