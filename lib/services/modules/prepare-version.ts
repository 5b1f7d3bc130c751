import type { ChunkRow, TermCounts, VersionRow } from '@/lib/db/index-rows'
import { type Chunk, chunkMarkdown, indexTerms, loadTokenizer } from '@/lib/engine'
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
    chunks: chunks.map((chunk, at) => ({ ...chunk, ...indexChunk(metadata.name, chunk, marks[at]) })),
    index: indexModule(metadata, body, chunks, marks),
  }
}

type ChunkIndex = Omit<PreparedVersion['chunks'][number], keyof Chunk>

/** What a chunk is indexed with: its text under the names it stands below, and what curation adds. */
export function indexChunk(
  moduleName: string,
  { headingPath, text }: Pick<Chunk, 'headingPath' | 'text'>,
  { isExcluded, extraTexts, curation }: ChunkMark = { isExcluded: false, extraTexts: [], curation: null },
): ChunkIndex {
  const prefix = [moduleName, ...headingPath]
  const indexedText = chunkIndexedText(prefix, text, extraTexts)
  const terms = isExcluded ? { termCounts: [], length: 0 } : countTerms([...prefix, ...extraTexts], text)
  return { indexedText: isExcluded ? null : indexedText, contentHash: hashText(indexedText), curation, ...terms }
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
  const termCounts = counts
    .sort((a, b) => b.count - a.count || a.id - b.id)
    .slice(0, MAX_TERMS)
    .map(({ id, count }): [number, number] => [id, count])
    .sort(([a], [b]) => a - b)
  return { termCounts, length }
}
