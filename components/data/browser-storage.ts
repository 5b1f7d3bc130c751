/** What the browser did not take, because it is full or lets nothing be stored: kept for as long as the page is open. */
const unstored = new Map<string, string>()

export function readStored(key: string): string | null {
  const here = unstored.get(key)
  if (here !== undefined) return here
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/**
 * Keeps a text in this browser; null forgets it.
 * @returns false when the browser has no room or no storage: then it is gone with the page
 */
export function writeStored(key: string, text: string | null): boolean {
  unstored.delete(key)
  try {
    if (text === null) localStorage.removeItem(key)
    else localStorage.setItem(key, text)
    return true
  } catch {
    if (text !== null) unstored.set(key, text)
    return false
  }
}

/** Moves a text of one's own: another page may have written something else under the same key. */
export function moveStored(from: string, to: string, own: string): void {
  writeStored(to, own === '' ? null : own)
  if (readStored(from) === own) writeStored(from, null)
}
