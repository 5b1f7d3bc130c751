import { splitMarkedFile } from '@/lib/schemas/front-matter/split-marked-file'
import type { ImportFile } from '@/lib/schemas/imports/module-import'
import { LIMITS } from '@/lib/schemas/limits'
import { isImportable, whyNotImported } from '@/lib/schemas/modules/module-path'
import { decodeText } from '@/lib/schemas/texts/decode-text'
import { describeBytes } from '@/lib/schemas/texts/describe-bytes'
import { findPathProblem, type InflateBudget, readZip } from '@/lib/schemas/zip/read-zip'
import { decodeWestern } from './decode-western'

/**
 * A file of an import as text; `markedId` is set for the parts of a file that was put together from modules, `leftOut`
 * are files beside it that are no modules, or, without a source, those of a zip; `note` says how it was read where that
 * was not clear.
 */
export type ImportSource =
  | { path: string; source: string; markedId?: string; leftOut?: string[]; note?: string }
  | { path: string; problem: string }
  | { path: string; leftOut: string[] }

/** Turns what was uploaded into text files, in order: zips opened, marked files split, whatever cannot be read named. */
export function readImport(files: ImportFile[]): ImportSource[] {
  const budget: InflateBudget = { remaining: LIMITS.importInflatedBytes }
  const sources: ImportSource[] = []
  for (const file of files) {
    const problem = findPathProblem(file.path)
    if (problem) sources.push({ path: file.path, problem })
    else if (/\.zip$/i.test(file.path)) sources.push(...readArchive(file, budget))
    else if (!isImportable(file.path)) {
      sources.push({ path: file.path, problem: whyNotImported(file.path) })
    } else if (file.encoding === 'base64') sources.push(...decode(file.path, Buffer.from(file.content, 'base64')))
    else sources.push(...toSources(file.path, file.content))
  }
  return sources.map((source, i) =>
    i < LIMITS.importFiles || !('source' in source)
      ? source
      : {
          path: source.path,
          problem: `One import takes at most ${LIMITS.importFiles} files: import the rest after it.`,
        },
  )
}

function readArchive(file: ImportFile, budget: InflateBudget): ImportSource[] {
  const entries = readZip(Buffer.from(file.content, 'base64'), budget)
  if ('problem' in entries) return [{ path: file.path, problem: entries.problem }]
  if (!entries.some((entry) => 'path' in entry)) {
    return [{ path: file.path, problem: 'The archive holds no markdown or text file.' }]
  }
  return entries.flatMap((entry): ImportSource[] => {
    if ('problem' in entry) return [entry]
    return 'bytes' in entry ? decode(entry.path, entry.bytes, entry) : [{ path: file.path, leftOut: entry.leftOut }]
  })
}

const GUESSED_PATH =
  'The archive does not say how its file names are encoded. Check this one, from which the id comes, or pack the archive with names in UTF-8.'

type Entry = { leftOut?: string[]; isPathGuessed?: boolean }

function decode(path: string, bytes: Uint8Array, { leftOut, isPathGuessed }: Entry = {}): ImportSource[] {
  if (bytes.byteLength > LIMITS.moduleBytes) {
    return [{ path, problem: `The file is larger than ${describeBytes(LIMITS.moduleBytes)}.` }]
  }
  const decoded = decodeText(bytes) ?? decodeWestern(bytes)
  if ('problem' in decoded) return [{ path, problem: decoded.problem }]
  const { text } = decoded
  const note = [isPathGuessed ? GUESSED_PATH : [], decoded.note ?? []].flat().join(' ') || undefined
  const sources = leftOut ? [{ path, source: text, leftOut }] : toSources(path, text)
  return note === undefined ? sources : sources.map((source) => ({ ...source, note }))
}

function toSources(path: string, source: string): ImportSource[] {
  const marked = splitMarkedFile(path, source)
  if (!marked) return [{ path, source }]
  const parts = marked.parts.map(({ id, body }) => ({ path: `${path}#${id}`, source: body, markedId: id }))
  return marked.lead === '' ? parts : [{ path, source: marked.lead }, ...parts]
}
