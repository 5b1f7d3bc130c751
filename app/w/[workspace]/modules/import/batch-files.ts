import type { ImportFile } from '@/lib/schemas/imports/module-import'

const MAX_FILES = 50
const MAX_BYTES = 4 * 1024 * 1024
/** Of an import of many files the first answer comes soon, and tells the pace. */
const FIRST_FILES = 10
const LEAST_FILES = 5
/** About how long a batch may take, so that the progress moves. */
const BATCH_MS = 2_000

/** The first of the files: at most so many, and 4 MB; a larger file alone. */
export function takeBatch(files: ImportFile[], maxFiles: number): ImportFile[] {
  let bytes = 0
  let count = 0
  while (count < files.length && count < maxFiles) {
    bytes += new Blob([files[count]?.content ?? '']).size
    if (count > 0 && bytes > MAX_BYTES) break
    count++
  }
  return files.slice(0, count)
}

/** How many files the first batch has at most. */
export const firstBatchSize = (files: number) => (files <= MAX_FILES ? MAX_FILES : FIRST_FILES)

/**
 * How many files the next batch has at most, by how long the last one took.
 * @returns 5 to 50, and never more than twice the last
 */
export function nextBatchSize(last: number, elapsedMs: number): number {
  const wished = elapsedMs > 0 ? Math.round((last * BATCH_MS) / elapsedMs) : MAX_FILES
  return Math.max(LEAST_FILES, Math.min(MAX_FILES, 2 * last, wished))
}
