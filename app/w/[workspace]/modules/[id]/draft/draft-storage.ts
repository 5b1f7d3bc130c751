import { readStored, writeStored } from '@/components/data/browser-storage'

/** A draft kept in this browser until the server has it. */
export type StoredDraft = { source: string; revision: number; savedAt: number }

const keyOf = (workspaceId: string, moduleId: string) => `loadout:draft:${workspaceId}:${moduleId}`

export function readStoredDraft(workspaceId: string, moduleId: string): StoredDraft | null {
  try {
    const value: unknown = JSON.parse(readStored(keyOf(workspaceId, moduleId)) ?? 'null')
    if (typeof value !== 'object' || value === null) return null
    const { source, revision, savedAt } = value as Record<string, unknown>
    if (typeof source !== 'string' || typeof revision !== 'number' || typeof savedAt !== 'number') return null
    return { source, revision, savedAt }
  } catch {
    return null
  }
}

/** False when the browser has no room or no storage: then only the server keeps the draft. */
export function storeDraft(workspaceId: string, moduleId: string, draft: StoredDraft): boolean {
  return writeStored(keyOf(workspaceId, moduleId), JSON.stringify(draft))
}

export function forgetDraft(workspaceId: string, moduleId: string) {
  writeStored(keyOf(workspaceId, moduleId), null)
}
