import { LIMITS } from '@/lib/schemas/limits'
import type { ImportFile } from '@/lib/schemas/module-import'
import { splitMarkedFile } from '@/lib/schemas/split-marked-file'
import { findPathProblem, type InflateBudget, readZip } from './read-zip'

/** A file of an import as text; `markedId` is set for the parts of a file that was put together from modules. */
export type ImportSource = { path: string; source: string; markedId?: string } | { path: string; problem: string }

/** Turns what was uploaded into text files, in order: zips opened, marked files split, whatever cannot be read named. */
export function readImport(files: ImportFile[]): ImportSource[] {
  const budget: InflateBudget = { remaining: LIMITS.importInflatedBytes }
  const sources: ImportSource[] = []
  for (const file of files) {
    const problem = findPathProblem(file.path)
    if (problem) sources.push({ path: file.path, problem })
    else if (/\.zip$/i.test(file.path)) sources.push(...readArchive(file, budget))
    else if (!/\.(?:md|mdx|mdc|markdown)$/i.test(file.path)) {
      sources.push({ path: file.path, problem: 'Only .md, .mdx, .mdc and .zip files are imported.' })
    } else if (file.encoding === 'base64') sources.push(...decode(file.path, Buffer.from(file.content, 'base64')))
    else sources.push(...toSources(file.path, file.content))
  }
  return sources.map((source, i) =>
    i < LIMITS.importFiles || 'problem' in source
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
  if (entries.length === 0) return [{ path: file.path, problem: 'The archive holds no markdown file.' }]
  return entries.flatMap((entry) => ('problem' in entry ? [entry] : decode(entry.path, entry.bytes)))
}

function decode(path: string, bytes: Uint8Array): ImportSource[] {
  if (bytes.byteLength > LIMITS.moduleBytes) {
    return [{ path, problem: `The file is larger than ${LIMITS.moduleBytes} bytes.` }]
  }
  try {
    return toSources(path, new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return [{ path, problem: 'The file is not UTF-8 text.' }]
  }
}

function toSources(path: string, source: string): ImportSource[] {
  const marked = splitMarkedFile(path, source)
  if (!marked) return [{ path, source }]
  const parts = marked.parts.map(({ id, body }) => ({ path: `${path}#${id}`, source: body, markedId: id }))
  return marked.lead === '' ? parts : [{ path, source: marked.lead }, ...parts]
}
