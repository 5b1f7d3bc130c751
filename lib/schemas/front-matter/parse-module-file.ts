import { findTitle } from '@/lib/engine/chunk/find-title'
import { cutText } from '@/lib/engine/text/cut-text'
import { toOneLine } from '@/lib/engine/text/to-one-line'
import type { Activation, ModuleRules, Priority } from '@/lib/engine/vocabulary/types'
import { LIMITS } from '@/lib/schemas/limits'
import { MODULE_ID_PATTERN, type ModuleProblem } from '@/lib/schemas/modules/module'
import { formatOfPath, idOfPath, type ModuleFormat, nameOfPath, toSlug } from '@/lib/schemas/modules/module-path'
import { describeBytes } from '@/lib/schemas/texts/describe-bytes'
import { findNearKeys } from '@/lib/schemas/texts/find-near-keys'
import { isBlank } from '@/lib/schemas/texts/text'
import { findUnreadFrontMatter } from './find-unread-front-matter'
import { normalizePlainText, normalizeSource, splitSource, toModuleSource } from './front-matter'
import { parseFrontMatter } from './parse-front-matter'
import { readActivation } from './read-activation'
import { MetadataReader } from './read-metadata'

export type ModuleMetadata = {
  id: string
  name: string
  description: string
  category: string | null
  tags: string[]
  priority: Priority
  activation: Activation
  rules: ModuleRules | null
  usageScope: string | null
  versionLabel: string | null
  dependencies: string[]
}

export type ParsedModuleFile = {
  /** YAML between the fences, verbatim; null when the file has none. */
  frontMatter: string | null
  body: string
  metadata: ModuleMetadata
  /** The front matter names the id; else it comes from the path. */
  isIdAuthored: boolean
  /** Front matter that Loadout does not know. It stays in the file. */
  unknown: Record<string, unknown>
  problems: ModuleProblem[]
}

const KNOWN_KEYS = [
  'id',
  'name',
  'description',
  'category',
  'tags',
  'priority',
  'version',
  'last_updated',
  'token_count',
  'dependencies',
  'usage_scope',
  'activation',
  'rules',
]
const NO_TEXT: ModuleProblem = {
  message: 'There is no text yet: nothing of it can be sent.',
  severity: 'warning',
}
const KNOWN_OF_FORMAT: Record<ModuleFormat, ReadonlySet<string>> = {
  markdown: new Set([...KNOWN_KEYS, 'applyTo']),
  agents: new Set(KNOWN_KEYS),
  skill: new Set([...KNOWN_KEYS, 'metadata']),
  copilot: new Set([...KNOWN_KEYS, 'applyTo']),
  claude: new Set([...KNOWN_KEYS, 'paths']),
  cursor: new Set([...KNOWN_KEYS, 'globs', 'alwaysApply']),
  windsurf: new Set([...KNOWN_KEYS, 'trigger', 'globs']),
  cline: new Set([...KNOWN_KEYS, 'paths']),
  text: new Set([...KNOWN_KEYS, 'title']),
}

/**
 * Reads a module file: front matter, body, typed metadata, and everything that is wrong with it, without throwing. A
 * problem of severity `error` means that the file cannot be published as it is.
 *
 * @param path where the file stands; the conventions of tools (SKILL.md, .mdc, AGENTS.md) and the id of a file that names none come
 *   from it
 * @param moduleId the module this text belongs to already, in the editor; another id in the front matter is a problem
 */
export function parseModuleFile(path: string, source: string, moduleId?: string): ParsedModuleFile {
  const format = formatOfPath(path)
  const isText = format === 'text'
  const text = isText ? normalizePlainText(source, KNOWN_OF_FORMAT.text) : normalizeSource(source)
  const { frontMatter, body, isUnclosed } = splitSource(text)
  const parsed = frontMatter === null ? { document: null, text: '', problems: [] } : parseFrontMatter(frontMatter)
  const reader = new MetadataReader(parsed.document, parsed.text, format === 'skill' ? 'metadata' : null)
  const metadata = readMetadata(reader, path, format, body, moduleId)
  const unknown = reader.unknown(KNOWN_OF_FORMAT[format])
  if ('<<' in unknown) reader.report('<<', 'YAML merges (<<) are not read in front matter: write the values out.')
  for (const [key, known] of findNearKeys(Object.keys(unknown), KNOWN_OF_FORMAT[format])) {
    reader.report(key, `“${key}” is kept, but not read. If it is meant as “${known}”, call it that.`)
  }
  const problems = [...textProblems(text), ...parsed.problems, ...reader.problems]
  const unread = isUnclosed || isText ? null : findUnreadFrontMatter(body, frontMatter !== null)
  if (unread) problems.push(frontMatter === null ? unread : moveDown(unread, frontMatter))
  if (isUnclosed)
    problems.push({
      message: 'The front matter is not closed: put a line of “---” behind it.',
      severity: 'error',
      line: 1,
    })
  if (body.trim() === '') problems.push(NO_TEXT)
  const isIdAuthored = reader.has('id')
  return { frontMatter, body, metadata, isIdAuthored, unknown, problems }
}

/** A problem of the body, with its line in the file. */
function moveDown(problem: ModuleProblem, frontMatter: string): ModuleProblem {
  const lines = toModuleSource(frontMatter, '').split('\n').length - 1
  return { ...problem, line: (problem.line ?? 1) + lines }
}

export function hasErrors(problems: ModuleProblem[]): boolean {
  return problems.some((problem) => problem.severity === 'error')
}

function textProblems(source: string): ModuleProblem[] {
  const problems: ModuleProblem[] = []
  // at most three bytes a UTF-16 unit: the exact size matters only near the limit
  const bytes = source.length * 3 <= LIMITS.moduleBytes ? 0 : new TextEncoder().encode(source).byteLength
  if (bytes > LIMITS.moduleBytes) {
    problems.push({ message: `The file is larger than ${describeBytes(LIMITS.moduleBytes)}.`, severity: 'error' })
  }
  const nul = source.indexOf('\0')
  if (nul !== -1) {
    const line = source.slice(0, nul).split('\n').length
    problems.push({ message: 'The file contains null characters: is it a text file?', severity: 'error', line })
  }
  if (!source.isWellFormed()) {
    problems.push({ message: 'The file contains half of a surrogate pair, which is not text.', severity: 'error' })
  }
  return problems
}

function readMetadata(
  reader: MetadataReader,
  path: string,
  format: ModuleFormat,
  body: string,
  moduleId: string | undefined,
): ModuleMetadata {
  const id = readId(reader, path, format, moduleId)
  const { activation, rules } = readActivation(reader, path, body)
  const dependencies = reader.list('dependencies', LIMITS.dependencyCount, LIMITS.idLength)
  reader.reportComputed('last_updated', /^\s*\d{4}-\d{1,2}-\d{1,2}(?:$|[T\s])/, 'date such as 2026-01-31')
  reader.reportComputed('token_count', /^\s*\d+\s*$/, 'whole number')
  if (format === 'skill') reader.reportWrongFolder()
  if (dependencies.includes(id)) reader.report('dependencies', 'A module cannot depend on itself.', 'error')
  return {
    id,
    name: readName(reader, path, format, body, id),
    description: reader.text('description', LIMITS.descriptionLength) ?? '',
    category: reader.line('category', LIMITS.tagLength) ?? null,
    tags: reader.tags(),
    priority: reader.priority(),
    activation,
    rules,
    usageScope: reader.text('usage_scope', LIMITS.usageScopeLength) ?? null,
    versionLabel: reader.line('version', LIMITS.tagLength) ?? null,
    dependencies,
  }
}

function readId(reader: MetadataReader, path: string, format: ModuleFormat, moduleId: string | undefined): string {
  const key = format === 'skill' && !reader.has('id') ? 'name' : 'id'
  const authored = reader.has(key) ? reader.text(key, LIMITS.idLength, key === 'id') : undefined
  if (authored === undefined) {
    const id = moduleId ?? idOfPath(path)
    if (id === '') reader.report('id', 'The file needs an id: its name has no letter or digit.', 'error')
    return id
  }
  const id = MODULE_ID_PATTERN.test(authored) && key === 'id' ? authored.normalize('NFC') : toSlug(authored)
  if (id === '') reader.report(key, 'The id has no letter or digit.', 'error')
  else if (id !== authored) reader.report(key, `${key} “${authored}” is not a slug; the module’s id is “${id}”.`)
  if (moduleId !== undefined && id !== moduleId) {
    reader.report(key, `The id of a module cannot change; this one is “${moduleId}”.`, 'error')
    return moduleId
  }
  return id
}

function readName(reader: MetadataReader, path: string, format: ModuleFormat, body: string, id: string): string {
  const keys = format === 'skill' ? ['title', 'name'] : ['name', 'title']
  for (const key of keys) {
    const name = reader.line(key, LIMITS.nameLength, false)
    if (name) return name
  }
  const title = format === 'text' ? titleOfText(body) : findTitle(body.slice(0, TITLE_REACH))
  const name = [title, nameOfPath(path)].map(toOneLine).find((each) => !isBlank(each)) ?? id
  return cutText(name, LIMITS.nameLength).toWellFormed()
}

/** The title stands near the top (UTF-16 units). */
const TITLE_REACH = 20_000

/** The title that a plain text begins with: an empty line follows it, or a line that underlines it. */
function titleOfText(body: string): string {
  const [line = '', next = ''] = body.trimStart().slice(0, TITLE_REACH).split('\n', 2)
  const isAlone = next.trim() === '' || /^(?:=+|-+)\s*$/.test(next)
  return isAlone && line.trim() !== '' ? findTitle(`${line}\n${next}`) : ''
}
