import type { ChunkRow, CutField, IndexField, TermCounts, VersionRow } from '@/lib/db/index-rows'
import {
  CHUNKER_VERSION,
  type Chunk,
  CleanBody,
  chunkMarkdown,
  detectLanguages,
  indexChunks,
  indexTerms,
  loadTokenizer,
  type NoiseKind,
  TERMS_VERSION,
  type TermCount,
  type TextLanguages,
} from '@/lib/engine'
import { toModuleSource } from '@/lib/schemas/front-matter/front-matter'
import type { ParsedModuleFile } from '@/lib/schemas/front-matter/parse-module-file'
import { patchFrontMatter } from '@/lib/schemas/front-matter/patch-front-matter'
import { isPlainText } from '@/lib/schemas/modules/module-path'
import { hashText } from './hash-text'
import { chunkIndexedText, type ModuleFields, moduleTexts } from './indexed-text'
import { type ChunkMark, markChunks, NO_OVERLAY, type StoredOverlay } from './mark-chunks'

/** A version as computed from its file, before it has a number, an author and vectors. */
export type PreparedVersion = Omit<VersionRow, 'version' | 'message' | 'author' | 'chunks' | 'index' | 'vectors'> & {
  /** `indexedText` is null for a chunk that is not to be found. */
  chunks: (ChunkRow & { indexedText: string | null })[]
  index: { length: number; termCounts: TermCounts; indexedText: string }
}

export type PreparedText = Pick<PreparedVersion, CutField | IndexField>

/** pgvector stores at most this many entries of a sparsevec; beyond it the most frequent terms are kept. */
const MAX_TERMS = 16_000

/** The one chunk of a module without a text, which is found by its name, description and tags. */
const NO_TEXT: Chunk = { ordinal: 0, headingPath: [], startOffset: 0, endOffset: 0, text: '', tokenCount: 0 }
const NO_MARK: ChunkMark = { isExcluded: false, extraTexts: [], curation: null }

/** Hash of what counts for `unchanged`: everything but the two keys that Loadout computes. */
export function hashContent(file: Pick<ParsedModuleFile, 'frontMatter' | 'body'>): string {
  if (file.frontMatter === null) return hashText(file.body)
  const source = toModuleSource(file.frontMatter, '')
  return hashText(`${patchFrontMatter(source, { last_updated: undefined, token_count: undefined })}\n${file.body}`)
}

/**
 * Chunks, terms, tokens and hashes of a module file: all the computing of a publish, before its transaction.
 *
 * @param overlay the curation that its chunks are indexed with
 * @param contentHash what `hashContent` says of the file, where that is known
 * @param keptNoise what the workspace's cleaner leaves in
 */
export async function prepareVersion(
  file: ParsedModuleFile,
  path: string | null,
  overlay: StoredOverlay = NO_OVERLAY,
  contentHash: string = hashContent(file),
  keptNoise: readonly NoiseKind[] = [],
): Promise<PreparedVersion> {
  const { metadata, body } = file
  const { id: moduleId, ...fields } = metadata
  const text = await prepareText(metadata, { body, path }, overlay, keptNoise)
  return { moduleId, ...fields, frontMatter: file.frontMatter, path, body, contentHash, ...text }
}

/** What a version is prepared by: another value, and its text is prepared anew. */
export function describePreparation(keptNoise: readonly NoiseKind[]): string {
  return [CHUNKER_VERSION, ...keptNoise.toSorted()].join(' ')
}

/** What of a version is made of its text and its curation, and can be made anew. */
export async function prepareText(
  fields: ModuleFields,
  { body, path }: { body: string; path: string | null },
  overlay: StoredOverlay,
  keptNoise: readonly NoiseKind[],
): Promise<PreparedText> {
  const tokenizer = await loadTokenizer('gpt')
  const clean = new CleanBody(body, keptNoise)
  const edits = clean.editsOf(0, body.length)
  const cut = chunkMarkdown(body, { tokenizer, keptNoise, isPlain: isPlainText(path) })
  const chunks = cut.length > 0 ? cut : [NO_TEXT]
  const marks = markChunks(overlay.entries, chunks)
  const languages = detectLanguages(
    body,
    chunks.map(({ text }) => text),
  )
  return {
    edits: edits.length === 0 ? null : edits,
    tokenCount: tokenizer.count(clean.text(0, body.length)),
    preparedBy: describePreparation(keptNoise),
    ...describeTerms(languages),
    overlayVersion: overlay.version,
    excludedOrdinals: chunks.flatMap(({ ordinal }, at) => (marks[at]?.isExcluded ? [ordinal] : [])),
    chunks: indexVersion(fields, chunks, marks, languages),
    index: indexModule(fields, clean.masked, chunks, marks, languages),
  }
}

/** What a version says about the terms that it is indexed by. */
export function describeTerms({
  language,
  parts,
}: TextLanguages): Pick<VersionRow, 'language' | 'termLanguages' | 'termsVersion'> {
  return { language, termLanguages: [...new Set([language, ...parts])].sort(), termsVersion: TERMS_VERSION }
}

/**
 * What chunks are indexed with: their text under the names they stand below, what stands around, what the module says about
 * itself, what curation adds.
 */
export function indexVersion(
  module: Pick<ModuleFields, 'name' | 'description' | 'tags'>,
  chunks: Chunk[],
  marks: (ChunkMark | undefined)[],
  { language, parts }: TextLanguages,
): PreparedVersion['chunks'] {
  const about = [module.description, ...module.tags].join('\n')
  const fields = chunks.map(({ headingPath, text }, at) => {
    const { extraTexts, isExcluded } = marks[at] ?? NO_MARK
    const prefix = [module.name, ...headingPath]
    return { prefix, about, extraTexts, body: text, language: parts[at] ?? language, isHidden: isExcluded }
  })
  const indexed = indexChunks(fields.map((each) => ({ ...each, prefix: [...each.prefix, ...each.extraTexts] })))
  return chunks.map(({ text, ...span }, at) => {
    const { curation, isExcluded } = marks[at] ?? NO_MARK
    const { prefix, extraTexts } = fields[at]!
    const indexedText = chunkIndexedText(prefix, text, extraTexts)
    const { counts, length } = indexed[at]!
    return {
      ...span,
      indexedText: isExcluded ? null : indexedText,
      contentHash: hashText(indexedText),
      curation,
      termCounts: toTermCounts(counts),
      length,
    }
  })
}

/** What the coarse stage searches: the module as a whole, without chunks that curation excludes. */
export function indexModule(
  fields: ModuleFields,
  body: string,
  chunks: Pick<Chunk, 'startOffset' | 'endOffset'>[],
  marks: Pick<ChunkMark, 'isExcluded' | 'extraTexts'>[],
  languages: TextLanguages,
): PreparedVersion['index'] {
  const { about, text, indexedText } = moduleTexts(fields, body, chunks, marks)
  const { language } = languages
  const own = { text: about, language }
  const texts = languages.parts.every((each) => each === language)
    ? [{ text: `${about}\n${text}`, language }]
    : [own, ...splitByLanguage(body, chunks, marks, languages)]
  return { indexedText, ...countTerms([fields.name], texts, language) }
}

/** The text without the chunks that curation excludes, each piece with its language; where chunks overlap, once. */
function splitByLanguage(
  body: string,
  chunks: Pick<Chunk, 'startOffset' | 'endOffset'>[],
  marks: Pick<ChunkMark, 'isExcluded'>[],
  { language, parts }: TextLanguages,
): LanguageText[] {
  return chunks.flatMap(({ startOffset, endOffset }, at) => {
    if (marks[at]?.isExcluded) return []
    const end = Math.min(endOffset, chunks[at + 1]?.startOffset ?? endOffset)
    return [{ text: body.slice(startOffset, end), language: parts[at] ?? language }]
  })
}

type LanguageText = { text: string; language: string }

function countTerms(prefix: string[], texts: LanguageText[], language: string) {
  const sum = new Map<number, TermCount>()
  let length = 0
  for (const part of [
    indexTerms({ prefix, body: '' }, language),
    ...texts.map(({ text, language }) => indexTerms({ prefix: [], body: text }, language)),
  ]) {
    length += part.length
    for (const term of part.counts) {
      const known = sum.get(term.id)
      if (known) known.count += term.count
      else sum.set(term.id, term)
    }
  }
  return { termCounts: toTermCounts([...sum.values()]), length }
}

/** By term id; of too many the most frequent ones. */
function toTermCounts(counts: TermCount[]): TermCounts {
  const kept =
    counts.length <= MAX_TERMS
      ? counts
      : counts.toSorted((a, b) => b.count - a.count || a.id - b.id).slice(0, MAX_TERMS)
  const sorted = kept.toSorted((a, b) => a.id - b.id)
  return {
    ids: Int32Array.from(sorted, ({ id }) => id),
    frequencies: Float32Array.from(sorted, ({ count }) => count),
  }
}
