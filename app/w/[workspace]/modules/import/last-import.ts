import type { UndoImportInput } from '@/lib/schemas/module-import'

/** What an import made, kept in this browser so that it can be undone after a reload. */
export type LastImport = { at: number; modules: UndoImportInput['modules'] }

const KEPT_MS = 24 * 60 * 60 * 1_000
const keyOf = (workspace: string) => `loadout:import:${workspace}`

/** Null where there is none from the last day. */
export function readLastImport(workspace: string): LastImport | null {
  try {
    const value = JSON.parse(localStorage.getItem(keyOf(workspace)) ?? 'null') as Partial<LastImport> | null
    if (typeof value?.at !== 'number' || !Array.isArray(value.modules) || value.modules.length === 0) return null
    return Date.now() - value.at < KEPT_MS ? { at: value.at, modules: value.modules } : null
  } catch {
    return null
  }
}

/** Without room in the browser it can be undone until the page is left. */
export function keepLastImport(workspace: string, last: LastImport): void {
  try {
    localStorage.setItem(keyOf(workspace), JSON.stringify(last))
  } catch {
    forgetLastImport(workspace)
  }
}

export function forgetLastImport(workspace: string): void {
  try {
    localStorage.removeItem(keyOf(workspace))
  } catch {
    // without storage there is nothing to forget
  }
}
