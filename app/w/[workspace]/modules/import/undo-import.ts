import { callApi } from '@/components/data/api-client'
import type { UndoneImportDto } from '@/lib/schemas/imports/past-import'

/** Undoes an import, call after call until nothing of it is left. */
export async function undoImport(id: string): Promise<UndoneImportDto> {
  const undone: UndoneImportDto = { changed: [], unchanged: [], failed: [], remaining: 0 }
  do {
    const part = await callApi<UndoneImportDto>(`/api/v1/imports/${id}/undo`, { json: {} })
    undone.changed.push(...part.changed)
    undone.unchanged.push(...part.unchanged)
    undone.failed.push(...part.failed)
    undone.remaining = part.remaining
  } while (undone.remaining > 0)
  return undone
}
