/** Space, tab, and what opens quotes and lists: `> * + - 0–9 . )`. */
export function isMarkerOrSpace(code: number): boolean {
  return (
    code === 32 || code === 9 || code === 62 || (code >= 41 && code <= 46 && code !== 44) || (code >= 48 && code <= 57)
  )
}
