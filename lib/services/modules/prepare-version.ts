import type { ChunkRow, TermCounts, VersionRow } from '@/lib/db/index-rows'
import { type Chunk, chunkMarkdown, indexChunks, indexTerms, loadTokenizer, type TermCount } from '@/lib/engine'
import { toModuleSource } from '@/lib/schemas/front-matter'
import type { ParsedModuleFile } from '@/lib/schemas/parse-module-file'
import { patchFrontMatter } from '@/lib/schemas/patch-front-matter'
import { type ChunkMark, markChunks, NO_OVERLAY, type StoredOverlay } from '@/lib/services/chunk-overlays/mark-chunks'
import { hashText } from '@/lib/services/embeddings/hash-text'
import { chunkIndexedText, type ModuleFields, moduleTexts } from './indexed-text'

/** A version as computed from its file, before it has a number, an author and vectors. */
export type PreparedVersion = Omit<
  VersionRow,
  'version' | 'message' | 'authorId' | 'authorName' | 'chunks' | 'index' | 'vectors'
> & {
  /** `indexedText` is null for a chunk that is not to be found. */
  chunks: (ChunkRow & { indexedText: string | null })[]
  index: { length: number; termCounts: TermCounts; indexedText: string }
}

/** pgvector stores at most this many entries of a sparsevec; beyond it the most frequent terms are kept. */
const MAX_TERMS = 16_000

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
 */
export async function prepareVersion(
  file: ParsedModuleFile,
  path: string | null,
  overlay: StoredOverlay = NO_OVERLAY,
): Promise<PreparedVersion> {
  const { metadata, body } = file
  const { id: moduleId, ...fields } = metadata
  const tokenizer = await loadTokenizer('gpt')
  const chunks = chunkMarkdown(body, { tokenizer })
  const marks = markChunks(overlay.entries, chunks)
  return {
    moduleId,
    ...fields,
    frontMatter: file.frontMatter,
    path,
    body,
    contentHash: hashContent(file),
    tokenCount: tokenizer.count(body),
    language: 'und',
    overlayVersion: overlay.version,
    excludedOrdinals: chunks.flatMap(({ ordinal }, at) => (marks[at]?.isExcluded ? [ordinal] : [])),
    chunks: indexVersion(metadata.name, chunks, marks),
    index: indexModule(metadata, body, chunks, marks),
  }
}

/** What chunks are indexed with: their text under the names they stand below, what stands around, what curation adds. */
export function indexVersion(
  moduleName: string,
  chunks: Chunk[],
  marks: (ChunkMark | undefined)[],
): PreparedVersion['chunks'] {
  const fields = chunks.map(({ headingPath, text }, at) => {
    const { extraTexts, isExcluded } = marks[at] ?? NO_MARK
    return { prefix: [moduleName, ...headingPath], extraTexts, body: text, isHidden: isExcluded }
  })
  const indexed = indexChunks(fields.map((each) => ({ ...each, prefix: [...each.prefix, ...each.extraTexts] })))
  return chunks.map((chunk, at) => {
    const { curation, isExcluded } = marks[at] ?? NO_MARK
    const { prefix, extraTexts } = fields[at]!
    const indexedText = chunkIndexedText(prefix, chunk.text, extraTexts)
    const { counts, length } = indexed[at]!
    return {
      ...chunk,
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
): PreparedVersion['index'] {
  const { about, text, indexedText } = moduleTexts(fields, body, chunks, marks)
  return { indexedText, ...countTerms([fields.name], `${about}\n${text}`) }
}

function countTerms(prefix: string[], body: string): { termCounts: TermCounts; length: number } {
  const { counts, length } = indexTerms({ prefix, body })
  return { termCounts: toTermCounts(counts), length }
}

/** By term id; of too many the most frequent ones. */
function toTermCounts(counts: TermCount[]): TermCounts {
  return counts
    .sort((a, b) => b.count - a.count || a.id - b.id)
    .slice(0, MAX_TERMS)
    .map(({ id, count }): [number, number] => [id, count])
    .sort(([a], [b]) => a - b)
}
