import { createHash } from 'node:crypto'
import type { ChunkRow, TermCounts, VersionRow } from '@/lib/db/index-rows'
import { chunkMarkdown, indexTerms, loadTokenizer } from '@/lib/engine'
import { toModuleSource } from '@/lib/schemas/front-matter'
import type { ParsedModuleFile } from '@/lib/schemas/parse-module-file'
import { patchFrontMatter } from '@/lib/schemas/patch-front-matter'

/** A version as computed from its file, before it has a number, an author and vectors. */
export type PreparedVersion = Omit<
  VersionRow,
  'version' | 'message' | 'authorId' | 'authorName' | 'chunks' | 'index'
> & {
  chunks: (Omit<ChunkRow, 'embedding'> & { indexedText: string })[]
  index: { length: number; termCounts: TermCounts; indexedText: string }
}

/** pgvector stores at most this many entries of a sparsevec; beyond it the most frequent terms are kept. */
const MAX_TERMS = 16_000
/** How much of a body takes part in the module's own vector (UTF-16 units). */
const MODULE_TEXT_LENGTH = 200_000

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Hash of what counts for `unchanged`: everything but the two keys that Loadout computes. */
export function hashContent(file: Pick<ParsedModuleFile, 'frontMatter' | 'body'>): string {
  if (file.frontMatter === null) return sha256(file.body)
  const source = toModuleSource(file.frontMatter, '')
  return sha256(`${patchFrontMatter(source, { last_updated: undefined, token_count: undefined })}\n${file.body}`)
}

/** Chunks, terms, tokens and hashes of a module file: all the computing of a publish, before its transaction. */
export async function prepareVersion(file: ParsedModuleFile, path: string | null): Promise<PreparedVersion> {
  const { metadata, body } = file
  const { id: moduleId, ...fields } = metadata
  const tokenizer = await loadTokenizer('gpt')
  const chunks = chunkMarkdown(body, { tokenizer }).map((chunk) => {
    const prefix = [metadata.name, ...chunk.headingPath]
    const indexedText = `${prefix.join(' › ')}\n${chunk.text}`
    return { ...chunk, indexedText, contentHash: sha256(indexedText), ...countTerms(prefix, chunk.text) }
  })
  const about = [metadata.description, metadata.usageScope ?? '', metadata.tags.join(' ')].join('\n')
  const indexedText = `${metadata.name}\n${about}\n${body.slice(0, MODULE_TEXT_LENGTH).toWellFormed()}`
  return {
    moduleId,
    ...fields,
    frontMatter: file.frontMatter,
    path,
    body,
    contentHash: hashContent(file),
    tokenCount: tokenizer.count(body),
    language: 'und',
    chunks,
    index: { indexedText, ...countTerms([metadata.name], `${about}\n${body}`) },
  }
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
