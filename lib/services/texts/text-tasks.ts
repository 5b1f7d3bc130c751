import {
  assembleContext,
  BudgetExceededError,
  type ComposedContext,
  type ComposeRequest,
  chunkMarkdown,
  composeContext,
  loadRequestTokenizer,
  loadTokenizer,
  type PreparedContext,
  prepareContext,
  searchContext,
} from '@/lib/engine'
import { normalizeSource, splitSource } from '@/lib/schemas/front-matter'
import type { ImportFile } from '@/lib/schemas/module-import'
import { hasErrors, type ParsedModuleFile, parseModuleFile } from '@/lib/schemas/parse-module-file'
import { patchFrontMatter } from '@/lib/schemas/patch-front-matter'
import type { StoredOverlay } from '@/lib/services/chunk-overlays/mark-chunks'
import { type ModuleToPack, packModules } from '@/lib/services/modules/pack-modules'
import { hashContent, prepareVersion } from '@/lib/services/modules/prepare-version'
import { readImport } from '@/lib/services/modules/read-import'
import { parseBody } from './parse-body'
import type { OutsidePorts } from './port-calls'

export type VersionInput = {
  file: ParsedModuleFile
  path: string | null
  overlay: StoredOverlay | undefined
  contentHash: string
}

export type FileToParse = {
  path: string
  source: string
  /** What its front matter gets where it says nothing of it. */
  defaults?: { category?: string; tags?: string[] }
}
/** An error that people read loses what it knows on its way out of a thread. */
type Budgeted<Result> = Result | { exceeded: Pick<BudgetExceededError, 'section' | 'required' | 'available'> }
export type ParsedText = { file: ParsedModuleFile; contentHash: string }

/**
 * What is done with somebody's text and takes as long as the text is long: pure functions, whose input and output can be
 * sent to a thread.
 */
export const TEXT_TASKS = {
  /** What a request carries. */
  parseBody,

  /** Opens and decodes what was uploaded. */
  read: async ({ files }: { files: ImportFile[] }) => readImport(files),

  parse: async ({ path, source, id }: { path: string; source: string; id?: string }) =>
    parseModuleFile(path, source, id),

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

  pack: async ({ modules, taken }: { modules: ModuleToPack[]; taken: string[] }) =>
    packModules(modules, new Set(taken)),

  prepare: async ({ file, path, overlay, contentHash }: VersionInput) =>
    prepareVersion(file, path, overlay, contentHash),

  /** How a source would be cut if it were published. */
  chunk: async ({ source }: { source: string }) => {
    const { body } = splitSource(normalizeSource(source))
    return chunkMarkdown(body, { tokenizer: await loadTokenizer('gpt') })
  },

  /** The engine, for requests that are long; what it needs of stores and models it asks for. */
  compose: ({ request }: Asked, ports: OutsidePorts) =>
    withinBudget(async () => {
      const { prepared, ...composed } = await composeContext(request, await withOwnPorts(request, ports))
      return { ...composed, prepared: withoutRequest(prepared) }
    }),

  retrieve: async ({ request }: Asked, ports: OutsidePorts) =>
    withoutRequest(await prepareContext(request, await withOwnPorts(request, ports))),

  search: async ({ request }: Asked, ports: OutsidePorts) => searchContext(request, await withOwnPorts(request, ports)),

  assemble: ({ prepared }: { prepared: PreparedContext }) =>
    withinBudget<ComposedContext>(async () =>
      assembleContext(prepared, await loadRequestTokenizer(prepared.request), now),
    ),
}

type Asked = { request: ComposeRequest }

const now = () => performance.now()

/** The other side has it. */
const withoutRequest = ({ request: _, ...prepared }: PreparedContext) => prepared

async function withOwnPorts(request: ComposeRequest, ports: OutsidePorts) {
  return { ...ports, tokenizer: await loadRequestTokenizer(request), now }
}

async function withinBudget<Result>(compose: () => Promise<Result>): Promise<Budgeted<Result>> {
  try {
    return await compose()
  } catch (error) {
    if (!(error instanceof BudgetExceededError)) throw error
    const { section, required, available } = error
    return { exceeded: { section, required, available } }
  }
}

function parseWithDefaults({ path, source, defaults = {} }: FileToParse): ParsedModuleFile {
  const file = parseModuleFile(path, source)
  const { category, tags } = file.metadata
  const changes = {
    ...(defaults.category !== undefined && category === null ? { category: defaults.category } : {}),
    ...(defaults.tags !== undefined && tags.length === 0 ? { tags: defaults.tags } : {}),
  }
  if (Object.keys(changes).length === 0 || hasErrors(file.problems)) return file
  return parseModuleFile(path, patchFrontMatter(source, changes))
}

type TextTasks = typeof TEXT_TASKS
export type TextTaskName = keyof TextTasks
export type TextTaskInput<Name extends TextTaskName> = Parameters<TextTasks[Name]>[0]
export type TextTaskOutput<Name extends TextTaskName> = Awaited<ReturnType<TextTasks[Name]>>
