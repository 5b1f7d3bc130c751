/** `version: null` is the text under edit. */
type Side = { version: number | null; label: string; source: string }

/** The older one at the left, so that what came in reads as added; what is under edit is the newest. */
export function inOrder(shown: Side & { version: number }, other: Side): { left: Side; right: Side } {
  const isOlder = other.version !== null && other.version < shown.version
  return isOlder ? { left: other, right: shown } : { left: shown, right: other }
}
