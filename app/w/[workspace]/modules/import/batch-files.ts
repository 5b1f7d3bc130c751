import type { ImportFile } from '@/lib/schemas/module-import'

const MAX_FILES = 50
const MAX_BYTES = 4 * 1024 * 1024

/** Groups of at most 50 files and 4 MB, in order; a larger file is a group of its own. */
export function batchFiles(files: ImportFile[]): ImportFile[][] {
  const batches: ImportFile[][] = []
  let batch: ImportFile[] = []
  let bytes = 0
  for (const file of files) {
    const size = new Blob([file.content]).size
    if (batch.length > 0 && (batch.length === MAX_FILES || bytes + size > MAX_BYTES)) {
      batches.push(batch)
      batch = []
      bytes = 0
    }
    batch.push(file)
    bytes += size
  }
  if (batch.length > 0) batches.push(batch)
  return batches
}
