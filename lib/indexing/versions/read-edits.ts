import type { SourceEdit } from '@/lib/engine'

/** From the column of a chunk or version, which has nothing where the text is the body's. */
export function readEdits(column: unknown): { edits?: SourceEdit[] } {
  return Array.isArray(column) ? { edits: column } : {}
}
