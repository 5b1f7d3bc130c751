import { splitGlobs } from './split-globs'

/**
 * Whether a path matches a glob: `*` and `?` stay inside a path segment, a segment `**` spans any number of segments,
 * `{a,b}` are alternatives, `[a-z]` and `[!a-z]` classes of characters; a segment also matches itself, such as the
 * `[slug]` of a route. A list with commas matches when one of it does and none of those that begin with `!`. A glob
 * without `/` is matched against the file name. Matching is by dynamic programming instead of a regular expression: at
 * most pattern × path steps per alternative, whatever the pattern.
 */
export function matchGlob(glob: string, path: string): boolean {
  return compileGlob(glob)(path)
}

/** `matchGlob` for many paths: what there is to know of the glob is found once. */
export function compileGlob(glob: string): (path: string) => boolean {
  const globs = splitGlobs(glob)
    .map((each) => each.trim())
    .filter((each) => each !== '')
  const wanted = globs.filter((each) => !each.startsWith('!')).flatMap(compileOne)
  const excepted = globs.filter((each) => each.startsWith('!')).flatMap((each) => compileOne(each.slice(1)))
  const matchesAll = wanted.length === 0 && excepted.length > 0
  return (path) => {
    const segments = path
      .replaceAll('\\', '/')
      .replace(/^\.?\//, '')
      .split('/')
    const matches = (pattern: Pattern) => matchPattern(pattern, segments)
    return (matchesAll || wanted.some(matches)) && !excepted.some(matches)
  }
}

type Segment = { text: string; parts: string[] }
/** Of a whole path; one without `/` is of the file name. */
type Pattern = { segments: Segment[]; isOfName: boolean }

function compileOne(glob: string): Pattern[] {
  const whole = glob
    .replaceAll('\\', '/')
    .replace(/^\.?\//, '')
    .replace(/\/$/, '/**')
  return expandBraces(whole).map((pattern) => ({
    segments: pattern.split('/').map((text) => ({ text, parts: toParts(text) })),
    isOfName: !pattern.includes('/'),
  }))
}

function matchPattern({ segments, isOfName }: Pattern, path: string[]): boolean {
  const [only] = segments
  if (isOfName) return only !== undefined && matchSegment(only, path.at(-1) ?? '')
  return matchSequence(segments, path, ({ text }) => text === '**', matchSegment)
}

function matchSegment({ text, parts }: Segment, segment: string): boolean {
  return text === segment || matchSequence(parts, [...segment], (part) => part === '*', matchCharacter)
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

function matchSequence<Part, Item>(
  pattern: Part[],
  items: Item[],
  isStar: (part: Part) => boolean,
  matches: (part: Part, item: Item) => boolean,
): boolean {
  // what stands before the first star decides most of them
  const fixed = pattern.findIndex(isStar)
  const start = fixed === -1 ? pattern.length : fixed
  if (items.length < start || (fixed === -1 && items.length > start)) return false
  for (let at = 0; at < start; at++) if (!matches(pattern[at] as Part, items[at] as Item)) return false
  let reachable = new Array<boolean>(items.length + 1).fill(false)
  reachable[start] = true
  for (const part of pattern.slice(start)) {
    const next = new Array<boolean>(items.length + 1).fill(false)
    const isAny = isStar(part)
    for (let at = start; at <= items.length; at++) {
      if (isAny) next[at] = reachable[at] === true || (at > start && next[at - 1] === true)
      else next[at] = at > start && reachable[at - 1] === true && matches(part, items[at - 1] as Item)
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
