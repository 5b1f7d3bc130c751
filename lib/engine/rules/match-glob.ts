/**
 * Whether a path matches a glob: `*` and `?` stay inside a path segment, a segment `**` spans any number of segments,
 * `{a,b}` are alternatives. A glob without `/` is matched against the file name. Matching is by dynamic programming
 * instead of a regular expression: at most pattern × path steps per alternative, whatever the pattern.
 */
export function matchGlob(glob: string, path: string): boolean {
  const segments = path
    .replaceAll('\\', '/')
    .replace(/^\.?\//, '')
    .split('/')
  return expandBraces(glob.replaceAll('\\', '/').replace(/^\.?\//, '')).some((pattern) =>
    pattern.includes('/')
      ? matchSequence(pattern.split('/'), segments, (part) => part === '**', matchSegment)
      : matchSegment(pattern, segments.at(-1) ?? ''),
  )
}

function matchSegment(pattern: string, segment: string): boolean {
  return matchSequence(
    [...pattern],
    [...segment],
    (part) => part === '*',
    (part, char) => part === '?' || part === char,
  )
}

function matchSequence(
  pattern: string[],
  items: string[],
  isStar: (part: string) => boolean,
  matchOne: (part: string, item: string) => boolean,
): boolean {
  let reachable = new Array<boolean>(items.length + 1).fill(false)
  reachable[0] = true
  for (const part of pattern) {
    const next = new Array<boolean>(items.length + 1).fill(false)
    for (let at = 0; at <= items.length; at++) {
      const previous = at > 0 && items[at - 1]
      if (isStar(part)) next[at] = reachable[at] === true || (at > 0 && next[at - 1] === true)
      else next[at] = typeof previous === 'string' && reachable[at - 1] === true && matchOne(part, previous)
    }
    reachable = next
  }
  return reachable[items.length] === true
}

const MAX_ALTERNATIVES = 64

function expandBraces(glob: string): string[] {
  const done: string[] = []
  const open = [glob]
  while (open.length > 0 && done.length + open.length <= MAX_ALTERNATIVES) {
    const pattern = open.shift() ?? ''
    const end = pattern.indexOf('}')
    const start = end < 0 ? -1 : pattern.lastIndexOf('{', end)
    if (start < 0) done.push(pattern)
    else {
      const alternatives = pattern.slice(start + 1, end).split(',')
      open.push(...alternatives.map((part) => pattern.slice(0, start) + part + pattern.slice(end + 1)))
    }
  }
  return done
}
