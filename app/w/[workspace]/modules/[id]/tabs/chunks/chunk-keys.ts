/**
 * Names that chunks keep while the text around them changes, so that a form stays with the chunk that it was opened on: those
 * before and after the change keep theirs, what was changed in place as well, and what moved goes by its text.
 * @param before the chunks' texts with their names, in order
 * @param fresh a name that none has yet
 */
export function keepKeys(before: ChunkKey[], texts: string[], fresh: () => string): ChunkKey[] {
  let head = 0
  while (head < Math.min(before.length, texts.length) && before[head]?.text === texts[head]) head += 1
  let tail = 0
  const most = Math.min(before.length, texts.length) - head
  while (tail < most && before[before.length - 1 - tail]?.text === texts[texts.length - 1 - tail]) tail += 1
  const known = before.slice(head, before.length - tail)
  const changed = texts.slice(head, texts.length - tail)
  return [...before.slice(0, head), ...nameChanged(known, changed, fresh), ...before.slice(before.length - tail)]
}

export type ChunkKey = { key: string; text: string }

function nameChanged(known: ChunkKey[], texts: string[], fresh: () => string): ChunkKey[] {
  const byText = new Map<string, string[]>()
  for (const { key, text } of known) byText.set(text, [...(byText.get(text) ?? []), key])
  const named = texts.map((text) => ({ text, key: byText.get(text)?.shift() }))
  const taken = new Set(named.map(({ key }) => key))
  // what is left was changed in place, in its order
  const left = known.map(({ key }) => key).filter((key) => !taken.has(key))
  return named.map(({ text, key }) => ({ text, key: key ?? left.shift() ?? fresh() }))
}
