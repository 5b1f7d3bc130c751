import { expandBraces } from './expand-braces'
import { splitGlobs } from './split-globs'

/**
 * Whether a path matches a glob: `*` and `?` stay inside a path segment, a segment `**` spans any number of segments,
 * `{a,b}` are alternatives, `[a-z]` and `[!a-z]` classes of characters; a segment also matches itself, such as the
 * `[slug]` of a route. A list with commas matches when one of it does and none of those that begin with `!`. A glob
 * without `/` is matched against the file name. One with too many alternatives is not read: it leaves out what it might
 * mean, as a glob that is wanted and as one that is excepted. Matching takes at most pattern × path steps per alternative,
 * whatever the pattern, which a regular expression would not.
 */
export function matchGlob(glob: string, path: string): boolean {
  return compileGlob(glob)(path)
}

/** `matchGlob` for many paths: what there is to know of the glob is found once. */
export function compileGlob(glob: string): (path: string) => boolean {
  const globs = splitGlobs(glob)
    .map((each) => each.trim())
    .filter((each) => each !== '')
  const wanted = globs.filter((each) => !each.startsWith('!')).map(compileOne)
  const excepted = globs.filter((each) => each.startsWith('!')).map((each) => compileOne(each.slice(1)))
  const matchesAll = wanted.length === 0 && excepted.length > 0
  return (path) => {
    const segments = path
      .replaceAll('\\', '/')
      .replace(/^\.?\//, '')
      .split('/')
      // what leads nowhere
      .filter((text) => text !== '.')
      .map((text) => ({ text, characters: [...text] }))
    const matches = (pattern: Pattern) => matchPattern(pattern, segments)
    const isWanted = matchesAll || wanted.some((alternatives) => alternatives?.some(matches) ?? false)
    return isWanted && !excepted.some((alternatives) => alternatives?.some(matches) ?? true)
  }
}

type Segment = { text: string; parts: string[] }
/** Of a whole path; one without `/` is of the file name. */
type Pattern = { segments: Segment[]; isOfName: boolean }

function compileOne(glob: string): Pattern[] | null {
  const whole = glob
    .replaceAll('\\', '/')
    .replace(/^\.?\//, '')
    .replace(/\/$/, '/**')
  const patterns = expandBraces(whole)?.map((pattern) => ({
    segments: pattern.split('/').map((text) => ({ text, parts: toParts(text) })),
    isOfName: !pattern.includes('/'),
  }))
  return patterns ?? null
}

/** Of a path. */
type Name = { text: string; characters: string[] }

function matchPattern({ segments, isOfName }: Pattern, path: Name[]): boolean {
  const [only] = segments
  const name = path.at(-1)
  if (isOfName) return only !== undefined && name !== undefined && matchSegment(only, name)
  return matchSequence(segments, path, isAnyPath, matchSegment)
}

function matchSegment({ text, parts }: Segment, name: Name): boolean {
  return text === name.text || matchSequence(parts, name.characters, isAnyRun, matchCharacter)
}

const isAnyRun = (part: string) => part === '*'
const isAnyPath = ({ text }: Segment) => text === '**'

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

/** What the last star before a mismatch took is made longer, item by item: no other star need be looked at again. */
function matchSequence<Part, Item>(
  pattern: readonly Part[],
  items: readonly Item[],
  isStar: (part: Part) => boolean,
  matches: (part: Part, item: Item) => boolean,
): boolean {
  let part = 0
  let star = -1
  let taken = 0
  for (let at = 0; at < items.length; ) {
    const wanted = pattern[part]
    if (wanted !== undefined && isStar(wanted)) {
      star = part++
      taken = at
    } else if (wanted !== undefined && matches(wanted, items[at] as Item)) {
      part++
      at++
    } else if (star >= 0) {
      part = star + 1
      at = ++taken
    } else return false
  }
  return pattern.slice(part).every(isStar)
}
