import { splitGlobs } from './split-globs'

/**
 * Whether a path matches a glob: `*` and `?` stay inside a path segment, a segment `**` spans any number of segments,
 * `{a,b}` are alternatives, `[a-z]` and `[!a-z]` classes of characters; a segment also matches itself, such as the
 * `[slug]` of a route. A list with commas matches when one of it does and none of those that begin with `!`. A glob
 * without `/` is matched against the file name. Matching is by dynamic programming instead of a regular expression: at
 * most pattern × path steps per alternative, whatever the pattern.
 */
export function matchGlob(glob: string, path: string): boolean {
  const segments = path
    .replaceAll('\\', '/')
    .replace(/^\.?\//, '')
    .split('/')
  const globs = splitGlobs(glob)
    .map((each) => each.trim())
    .filter((each) => each !== '')
  const wanted = globs.filter((each) => !each.startsWith('!'))
  const excepted = globs.filter((each) => each.startsWith('!')).map((each) => each.slice(1))
  const isWanted = wanted.length === 0 ? excepted.length > 0 : wanted.some((each) => matchOne(each, segments))
  return isWanted && !excepted.some((each) => matchOne(each, segments))
}

function matchOne(glob: string, segments: string[]): boolean {
  const whole = glob
    .replaceAll('\\', '/')
    .replace(/^\.?\//, '')
    .replace(/\/$/, '/**')
  return expandBraces(whole).some((pattern) =>
    pattern.includes('/')
      ? matchSequence(pattern.split('/'), segments, (part) => part === '**', matchSegment)
      : matchSegment(pattern, segments.at(-1) ?? ''),
  )
}

function matchSegment(pattern: string, segment: string): boolean {
  return pattern === segment || matchSequence(toParts(pattern), [...segment], (part) => part === '*', matchCharacter)
}

/** Characters and classes; a bracket that nothing closes stands for itself. */
function toParts(pattern: string): string[] {
  const characters = [...pattern]
  const lastClose = characters.lastIndexOf(']')
  const parts: string[] = []
  for (let at = 0; at < characters.length; at++) {
    const end = characters[at] === '[' && at < lastClose ? characters.indexOf(']', at + 2) : -1
    parts.push(end === -1 ? (characters[at] ?? '') : characters.slice(at, end + 1).join(''))
    if (end !== -1) at = end
  }
  return parts
}

function matchCharacter(part: string, character: string): boolean {
  if (part === '?' || part === character) return true
  if (part.length < 3 || !part.startsWith('[')) return false
  const isNegated = part[1] === '!' || part[1] === '^'
  const members = [...part.slice(isNegated ? 2 : 1, -1)]
  const isMember = members.some((member, i) => {
    const last = members[i + 1] === '-' ? members[i + 2] : undefined
    return member === character || (last !== undefined && member <= character && character <= last)
  })
  return isMember !== isNegated
}

function matchSequence(
  pattern: string[],
  items: string[],
  isStar: (part: string) => boolean,
  matches: (part: string, item: string) => boolean,
): boolean {
  let reachable = new Array<boolean>(items.length + 1).fill(false)
  reachable[0] = true
  for (const part of pattern) {
    const next = new Array<boolean>(items.length + 1).fill(false)
    for (let at = 0; at <= items.length; at++) {
      const previous = at > 0 && items[at - 1]
      if (isStar(part)) next[at] = reachable[at] === true || (at > 0 && next[at - 1] === true)
      else next[at] = typeof previous === 'string' && reachable[at - 1] === true && matches(part, previous)
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
