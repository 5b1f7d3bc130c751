import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { normalizeSource, splitSource } from '@/lib/schemas/front-matter/front-matter'
import type { ContextTask } from './rate-task'

/** A question in a user's words, and where its answer stands: lines of a file, and the beginning of their SHA-256. */
export type LabelledPassage = [query: string, path: string, firstLine: number, lastLine: number, hash: string]

const HASH_LENGTH = 8

/** A passage whose text changed since it was labelled is named and left out; one that only moved is found again. */
export function toPassageTasks(labelled: LabelledPassage[], root: string, under = ''): ContextTask[] {
  return labelled.flatMap((label) => {
    const [query, path] = label
    const task = toTask(label, root, under)
    if (task) return [task]
    console.log(`${path} says something else since it was labelled, so this is left out: ${query}`)
    return []
  })
}

/** Those whose text is nowhere in their file any more. */
export function findChanged(labelled: LabelledPassage[], root: string): LabelledPassage[] {
  return labelled.filter((label) => toTask(label, root, '') === undefined)
}

function toTask(label: LabelledPassage, root: string, under: string): ContextTask | undefined {
  const [query, path, firstLine, lastLine, hash] = label
  const source = normalizeSource(readFileSync(join(root, under, path), 'utf8'))
  const lines = source.split('\n')
  const count = lastLine - firstLine + 1
  const textAt = (at: number) => lines.slice(at, at + count).join('\n')
  const isIt = (at: number) => createHash('sha256').update(textAt(at)).digest('hex').startsWith(hash)
  const first = isIt(firstLine - 1) ? firstLine - 1 : lines.findIndex((_, at) => isIt(at))
  if (hash.length !== HASH_LENGTH || first < 0) return undefined
  const inFrontMatter = source.length - splitSource(source).body.length
  const start = lines.slice(0, first).join('\n').length + Math.min(first, 1) - inFrontMatter
  const text = textAt(first)
  const documentId = join(under, path)
  return { query, passages: [{ documentId, text, start, end: start + text.length }] }
}
