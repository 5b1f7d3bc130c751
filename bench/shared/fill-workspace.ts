import { createHash } from 'node:crypto'
import type { VersionRow } from '@/lib/db/index-rows'
import { extractTerms, loadTokenizer, TERMS_VERSION } from '@/lib/engine'
import { offlineEmbedding } from '@/lib/models/embedding/offline-embedding'
import type { BenchActor } from './open-database'
import { type ZipfModule, zipfModules } from './zipf-library'

const SECTIONS_PER_MODULE = 10
const MODULES_PER_TRANSACTION = 50
const PREFIX_WEIGHT = 2

type Word = { termIds: number[]; vector: Float64Array; tokens: number }
type Version = Awaited<ReturnType<typeof toVersion>>
type Text = { counts: Map<number, number>; vector: Float64Array; tokens: number }

/**
 * Fills a workspace with chunks through the stores' own insertion. What an import would compute for each text is put
 * together from its words, each looked at once: 100,000 chunks would take minutes to analyze.
 *
 * @param visit is given each version as it is stored
 * @param baseVersion the version that the modules have already; 0 for new ones
 */
export async function fillWorkspace(
  actor: BenchActor,
  chunks: number,
  visit: (
    version: Pick<VersionRow, 'moduleId' | 'category' | 'tags' | 'priority' | 'chunks' | 'vectors'>,
  ) => void = () => undefined,
  seed = 1,
  baseVersion = 0,
): Promise<void> {
  const { storeVersions } = await import('@/lib/indexing/versions/store-versions')
  const { followDrift } = await import('@/lib/indexing/lexical/follow-drift')
  const { workspaceId } = actor
  let batch: Version[] = []
  const flush = async () => {
    const items = batch.map((version) => ({ version, baseVersion }))
    const lengths = {
      averageLength: mean(batch.flatMap(({ chunks }) => chunks)),
      moduleAverageLength: mean(batch.map(({ index }) => index)),
    }
    await storeVersions(workspaceId, items, {
      author: { kind: 'system', id: null, name: 'bench', personId: null },
      message: '',
      urgency: 'import',
      lengths,
      embedding: { activeId: offlineEmbedding.model, failure: null, apartIds: [] },
    })
    batch = []
  }
  for await (const version of benchVersions(chunks, seed)) {
    visit(version)
    batch.push(version)
    if (batch.length === MODULES_PER_TRANSACTION) await flush()
  }
  if (batch.length > 0) await flush()
  await followDrift(workspaceId)
}

/** What `fillWorkspace` stores, the same ones each time. */
export async function* benchVersions(chunks: number, seed = 1): AsyncGenerator<Version> {
  const words = await createLexicon()
  for (const module of zipfModules(Math.ceil(chunks / SECTIONS_PER_MODULE), seed)) yield await toVersion(module, words)
}

async function toVersion(module: ZipfModule, wordsOf: (text: string) => Promise<Word[]>) {
  const { id: moduleId, name, sections, ...fields } = module
  const prefix = await wordsOf(name)
  const body: string[] = []
  let at = 0
  const chunks: VersionRow['chunks'] = []
  const vectors: { ordinal: number; embedding: Float64Array }[] = []
  const whole = emptyText()
  add(whole, prefix, PREFIX_WEIGHT)
  for (const [ordinal, { heading, text }] of sections.entries()) {
    const source = `## ${heading}\n\n${text}.\n\n`
    const indexed = emptyText()
    add(indexed, [...prefix, ...(await wordsOf(heading))], PREFIX_WEIGHT)
    const words = await wordsOf(text)
    add(indexed, words, 1)
    add(whole, words, 1)
    const { termCounts, length } = toCounts(indexed)
    chunks.push({
      ordinal,
      headingPath: [heading],
      startOffset: at,
      endOffset: at + source.length,
      tokenCount: indexed.tokens + 8,
      contentHash: createHash('sha256').update(source).digest('hex'),
      length,
      termCounts,
      curation: null,
    })
    vectors.push({ ordinal, embedding: unit(indexed.vector) })
    body.push(source)
    at += source.length
  }
  return {
    moduleId,
    name,
    ...fields,
    activation: 'semantic' as const,
    rules: null,
    usageScope: null,
    versionLabel: null,
    frontMatter: null,
    path: `${moduleId}.md`,
    body: body.join(''),
    contentHash: moduleId,
    edits: null,
    tokenCount: whole.tokens,
    language: 'en',
    termLanguages: ['en'],
    termsVersion: TERMS_VERSION,
    preparedBy: '',
    dependencies: [],
    overlayVersion: 0,
    excludedOrdinals: [],
    chunks,
    index: toCounts(whole),
    vectors: [{ indexId: offlineEmbedding.model, chunks: vectors, module: unit(whole.vector) }],
  }
}

async function createLexicon(): Promise<(text: string) => Promise<Word[]>> {
  const tokenizer = await loadTokenizer('gpt')
  const known = new Map<string, Word>()
  return async (text) => {
    const words: Word[] = []
    for (const word of text.split(' ')) {
      let entry = known.get(word)
      if (!entry) {
        const [vector = []] = await offlineEmbedding.embed([word])
        const termIds = extractTerms(word).map(({ id }) => id)
        entry = { termIds, vector: Float64Array.from(vector), tokens: tokenizer.count(` ${word}`) }
        known.set(word, entry)
      }
      words.push(entry)
    }
    return words
  }
}

function emptyText(): Text {
  return { counts: new Map(), vector: new Float64Array(offlineEmbedding.dimensions), tokens: 0 }
}

function add(text: Text, words: Word[], weight: number): void {
  for (const { termIds, vector, tokens } of words) {
    for (const id of termIds) text.counts.set(id, (text.counts.get(id) ?? 0) + weight)
    for (let i = 0; i < vector.length; i++) text.vector[i]! += vector[i]!
    text.tokens += tokens
  }
}

function toCounts({ counts }: Text) {
  const sorted = [...counts].sort(([a], [b]) => a - b)
  const termCounts = {
    ids: Int32Array.from(sorted, ([id]) => id),
    frequencies: Float32Array.from(sorted, ([, count]) => count),
  }
  return { termCounts, length: sorted.reduce((sum, [, count]) => sum + count, 0) }
}

function unit(vector: Float64Array): Float64Array {
  const norm = Math.hypot(...vector)
  return vector.map((value) => value / norm)
}

function mean(rows: { length: number }[]): number {
  return rows.reduce((sum, { length }) => sum + length, 0) / Math.max(1, rows.length)
}
