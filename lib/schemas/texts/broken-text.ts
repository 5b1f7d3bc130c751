export const isPlainObject = (value: unknown): value is object =>
  value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype

/** Null bytes, and surrogates without their other half, which Postgres cannot store. */
export const problemOfText = (text: string) => {
  if (text.includes('\0')) return 'contains a null byte'
  return text.isWellFormed() ? undefined : 'contains half of a surrogate pair'
}

/** Without the places of what is looked at: naming a hundred thousand of them takes longer than looking. */
export function hasBrokenText(input: unknown): boolean {
  const open: unknown[] = [input]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value === 'string') {
      if (problemOfText(value)) return true
    } else if (Array.isArray(value)) for (const item of value) open.push(item)
    else if (isPlainObject(value)) for (const [key, item] of Object.entries(value)) open.push(key, item)
  }
  return false
}
