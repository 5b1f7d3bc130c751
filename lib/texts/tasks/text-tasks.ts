import {
  bindOverlay,
  checkProposals,
  chunkMarkdown,
  extractFacts,
  extractStatements,
  type FactKey,
  type FactProposal,
  heldShare,
  loadTokenizer,
  loadVocabulary,
  type ModelFamily,
  mergeTexts,
  type NoiseKind,
  type OverlayEntry,
  type Passage,
  provideVocabularies,
  statementsOfSelf,
  type Turn,
} from '@/lib/engine'
import { extractAnswer } from '@/lib/models/offline/extract-answer'
import { readVocabulary } from '@/lib/models/tokens/read-vocabulary'
import type { ConversationFileFormat, SavedConversation } from '@/lib/schemas/conversations/conversation-file'
import { normalizeSource, splitSource, toModuleSource } from '@/lib/schemas/front-matter/front-matter'
import { hasErrors, type ParsedModuleFile, parseModuleFile } from '@/lib/schemas/front-matter/parse-module-file'
import { patchFrontMatter } from '@/lib/schemas/front-matter/patch-front-matter'
import type { ImportFile } from '@/lib/schemas/imports/module-import'
import { LIMITS } from '@/lib/schemas/limits'
import { isPlainText } from '@/lib/schemas/modules/module-path'
import type { QuerySetFile } from '@/lib/schemas/query-sets/query-set-file'
import { extractSummaries } from '@/lib/texts/prepare/extract-summaries'
import type { ModuleFields } from '@/lib/texts/prepare/indexed-text'
import type { StoredOverlay } from '@/lib/texts/prepare/mark-chunks'
import { hashContent, prepareText, prepareVersion } from '@/lib/texts/prepare/prepare-version'
import { type IndexedText, reindexText } from '@/lib/texts/prepare/reindex-text'
import { collectChunks } from '@/lib/texts/prepare/version-chunk'
import { completeSummary, type WrittenSummary } from './complete-summary'
import { readConversations } from './conversations/read-conversations'
import { writeConversations } from './conversations/write-conversations'
import { type DraftMetadata, toDraftMetadata } from './draft-fields'
import { ENGINE_TASKS, type OutsidePorts } from './engine-tasks'
import { anchorLine, findLines, type LineAnchor, toLines } from './find-lines'
import { type ModuleToPack, packModules } from './pack-modules'
import { parseBody } from './parse-body'
import { previewNoise } from './preview-noise'
import { readQuerySet, writeQuerySet } from './query-set-file'
import { readImport } from './read-import'
import { summarizeTurns } from './summarize-turns'

export type VersionInput = {
  file: ParsedModuleFile
  path: string | null
  overlay: StoredOverlay | undefined
  contentHash: string
  /** Default: nothing. */
  keptNoise?: NoiseKind[]
}

/** What a cut text comes to where that is more than is kept of one. */
export type TooManyChunks = { tooManyChunks: number }

const refuseMany = <Cut extends object>(cut: Cut, { length }: { length: number }): Cut | TooManyChunks =>
  length > LIMITS.moduleChunks ? { tooManyChunks: length } : cut

export type FileToParse = {
  path: string
  source: string
  /** In place of the id that it names. */
  id?: string
  /** What its front matter gets where it says nothing of it. */
  defaults?: { category?: string; tags?: string[] }
}
export type ParsedText = { file: ParsedModuleFile; contentHash: string }

type DraftFile = {
  id: string
  path: string | null
  source: string
  /** Its front matter gets the id, so that it keeps it wherever it is exported to. */
  isNew: boolean
}
/** A draft, with what lists show of it while there is no version. */
export type PreparedDraft = { source: string; metadata: DraftMetadata }

// where texts are worked on, and nowhere else: reading one takes seconds
provideVocabularies(readVocabulary)

/**
 * What is done with somebody's text and takes as long as the text is long: pure functions, whose input and output can be
 * sent to a thread.
 */
export const TEXT_TASKS = {
  /** What a request carries. */
  parseBody,

  /** Reads a model's own vocabulary. @returns what is wrong with it, null where nothing is */
  checkVocabulary: async ({ name }: { name: string }): Promise<string | null> => {
    try {
      await loadVocabulary(name)
      return null
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  },

  /** Opens and decodes what was uploaded. */
  read: async ({ files }: { files: ImportFile[] }) => readImport(files),

  parse: async ({ path, source, id }: { path: string; source: string; id?: string }) =>
    parseModuleFile(path, source, id),

  normalize: async ({ source }: { source: string }) => normalizeSource(source),

  parseAndCount: async ({ path, source, id }: { path: string; source: string; id: string }) => {
    const file = parseModuleFile(path, source, id)
    const tokenCount = (await loadTokenizer('gpt')).count(file.body)
    return { file, tokenCount, contentHash: hashContent(file) }
  },

  patch: async ({ source, changes }: { source: string; changes: Record<string, unknown> }) =>
    patchFrontMatter(source, changes),

  /** Files of an import; the hash is empty for one that cannot be published. */
  parseAll: async ({ files }: { files: FileToParse[] }): Promise<ParsedText[]> =>
    files.map((given) => {
      const file = parseWithDefaults(given)
      return { file, contentHash: hasErrors(file.problems) ? '' : hashContent(file) }
    }),

  draftAll: async ({ files }: { files: DraftFile[] }): Promise<PreparedDraft[]> => {
    const tokenizer = await loadTokenizer('gpt')
    return files.map(({ id, path, source, isNew }) => {
      const whole = isNew ? patchFrontMatter(source, { id }) : source
      const { metadata, body } = parseModuleFile(path ?? `${id}.md`, whole, id)
      return { source: whole, metadata: toDraftMetadata(metadata, tokenizer.count(body)) }
    })
  },

  pack: async ({ modules, taken, first }: { modules: ModuleToPack[]; taken: string[]; first: number }) =>
    packModules(modules, taken, first),

  prepare: async ({ file, path, overlay, contentHash, keptNoise }: VersionInput) => {
    const version = await prepareVersion(file, path, overlay, contentHash, keptNoise)
    return refuseMany(version, version.chunks)
  },

  /** A version that is there, once more. */
  prepareText: async (input: {
    fields: ModuleFields
    body: string
    path: string | null
    overlay: StoredOverlay
    keptNoise: NoiseKind[]
  }) => prepareText(input.fields, input, input.overlay, input.keptNoise),

  /** A version that is there, under other curation. */
  reindex: async ({ text, entries }: { text: IndexedText; entries: OverlayEntry[] }, { chunks }: OutsidePorts) =>
    reindexText(text, await collectChunks(text.body, chunks.page), entries),

  /** Which chunks of a version its curation applies to. */
  bindOverlay: async ({ body, entries }: { body: string; entries: OverlayEntry[] }, { chunks }: OutsidePorts) => {
    const all = await collectChunks(body, chunks.page)
    return bindOverlay(entries, all).map(({ entry, index, overlap }) => {
      return { entry, ordinal: index === undefined ? undefined : all[index]?.ordinal, overlap }
    })
  },

  /** The share of a passage that a version holds. */
  findPassage: async ({ body, passage }: { body: string; passage: string }, { chunks }: OutsidePorts) =>
    heldShare(
      (await collectChunks(body, chunks.page)).map(({ text }) => text),
      passage,
    ),

  /** Where lines that are discussed stand now. */
  findLines: async ({ anchors, text }: { anchors: LineAnchor[]; text: string }) => findLines(anchors, toLines(text)),
  anchorLine: async ({ text, line, shown }: { text: string; line: number; shown: string }) =>
    anchorLine(text, { line, shown }),

  /** Two texts that were both made of a third. */
  mergeTexts: async (texts: { base: string; ours: string; theirs: string }) => mergeTexts(texts),

  previewNoise: async ({ body, keptNoise }: { body: string; keptNoise: NoiseKind[] }) => previewNoise(body, keptNoise),

  /** How a source would be cut if it were published. */
  chunk: async ({ source, path = '', keptNoise }: { source: string; path?: string; keptNoise?: NoiseKind[] }) => {
    const isPlain = isPlainText(path)
    const { body } = isPlain ? parseModuleFile(path, source) : splitSource(normalizeSource(source))
    const chunks = chunkMarkdown(body, { tokenizer: await loadTokenizer('gpt'), keptNoise, isPlain })
    return refuseMany(chunks, chunks)
  },

  /** How many tokens texts have together. */
  count: async ({ family, texts }: { family: ModelFamily; texts: string[] }) => {
    const tokenizer = await loadTokenizer(family)
    return texts.reduce((sum, text) => sum + tokenizer.count(text), 0)
  },

  /** What people's own messages say about them. */
  extractFacts: async ({ messages }: { messages: string[] }) => messages.map(extractFacts),
  statementsOfSelf: async ({ message }: { message: string }) => statementsOfSelf(message),
  checkProposals: async (read: { message: string; proposals: FactProposal[]; keys: FactKey[]; extractor: string }) =>
    checkProposals(read.message, read.proposals, read),

  /** A file of conversations, ours or another product's. */
  readConversations: async ({ content, readAt }: { content: string; readAt: string }) =>
    readConversations(content, readAt),

  writeConversations: async (file: { conversations: SavedConversation[]; format: ConversationFileFormat }) =>
    writeConversations(file.conversations, file.format),

  /** A query set from YAML, and as YAML. */
  readQuerySet: async ({ content }: { content: string }) => readQuerySet(content),
  writeQuerySet: async ({ file, schemaUrl }: { file: QuerySetFile; schemaUrl: string }) =>
    writeQuerySet(file, schemaUrl),

  summarize: extractSummaries,
  /** What each of the messages states. */
  extractStatements: async ({ messages }: { messages: string[] }) => messages.map(extractStatements),

  completeSummary: async (written: WrittenSummary) => completeSummary(written),
  summarizeTurns: async ({ turns, share }: { turns: Turn[]; share?: number }) => summarizeTurns(turns, share),

  extractAnswer: async ({ query, passages }: { query: string; passages: Passage[] }) =>
    extractAnswer(query, passages).map(({ text, label }) => ({
      text,
      ...(label === undefined ? {} : { label }),
    })),

  ...ENGINE_TASKS,
}

function parseWithDefaults({ path, source, id, defaults = {} }: FileToParse): ParsedModuleFile {
  const file = parseModuleFile(path, source)
  const { category, tags } = file.metadata
  const changes = {
    ...(id === undefined ? {} : { id }),
    ...(defaults.category !== undefined && category === null ? { category: defaults.category } : {}),
    ...(defaults.tags !== undefined && tags.length === 0 ? { tags: defaults.tags } : {}),
  }
  if (Object.keys(changes).length === 0 || hasErrors(file.problems)) return file
  return parseModuleFile(path, patchFrontMatter(toModuleSource(file.frontMatter, file.body), changes))
}

type TextTasks = typeof TEXT_TASKS
export type TextTaskName = keyof TextTasks
export type TextTaskInput<Name extends TextTaskName> = Parameters<TextTasks[Name]>[0]
export type TextTaskOutput<Name extends TextTaskName> = Awaited<ReturnType<TextTasks[Name]>>
