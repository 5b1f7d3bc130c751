import { CHANGES, type Change, type ComparedContext, type ItemChange, type ItemSide } from '../vocabulary/comparison'
import type { CandidateTrace, ImageTrace, TurnTrace } from '../vocabulary/trace'
import { keepOrder } from './keep-order'
import { listParts, type Part } from './list-parts'

type Item = { key: string; a: Part[]; b: Part[] }
const ORDER = new Map(CHANGES.map((change, at) => [change, at]))

/**
 * What of two contexts belongs together, and what became of it. Parts of one module are one item where they share text of
 * one version, or a heading across versions; so a whole module and its chunks are the same item, cut differently.
 */
export function compareItems(a: ComparedContext, b: ComparedContext): ItemChange[] {
  const items = joinParts(listParts(a), listParts(b))
  const sequence = (side: 'a' | 'b') => {
    const own = items.filter((item) => item[side].length > 0)
    return own.sort((x, y) => placeOf(x[side]) - placeOf(y[side])).map(({ key }) => key)
  }
  const places = { a: sequence('a'), b: sequence('b') }
  const kept = keepOrder(places.a, places.b)
  const rankA = new Map(places.a.map((key, at) => [key, at + 1]))
  const rankB = new Map(places.b.map((key, at) => [key, at + 1]))
  return items
    .map((item): ItemChange => {
      const [shown] = item.b.length > 0 ? item.b : item.a
      const of = (shown ?? {}) as Part
      return {
        key: item.key,
        change: changeOf(item, kept.has(item.key)),
        section: of.section,
        title: titleOf(item.b.length > 0 ? item.b : item.a),
        ...(of.moduleId === undefined ? {} : { moduleId: of.moduleId }),
        ...(of.turnId === undefined ? {} : { turnId: of.turnId }),
        a: sideOf(item.a, item.b, a, rankA.get(item.key)),
        b: sideOf(item.b, item.a, b, rankB.get(item.key)),
      }
    })
    .sort((x, y) => (ORDER.get(x.change) ?? 0) - (ORDER.get(y.change) ?? 0) || sizeOf(y) - sizeOf(x) || byKey(x, y))
}

const byKey = (x: ItemChange, y: ItemChange) => (x.key < y.key ? -1 : Number(x.key > y.key))
const sizeOf = ({ a, b }: ItemChange) => (a?.isSent ? a.tokens : 0) + (b?.isSent ? b.tokens : 0)

const placeOf = (parts: Part[]) => Math.min(...parts.map(({ at }) => at))

/** Connects what belongs together, and names each group by its first part. */
function joinParts(a: Part[], b: Part[]): Item[] {
  const items: Item[] = []
  const inA = new Set(a)
  for (const group of Map.groupBy([...a, ...b], ({ source }) => source).values()) {
    const left = new Set(group)
    for (const first of group) {
      if (!left.delete(first)) continue
      const found = [first]
      for (const part of found) {
        for (const other of left) {
          if (!isJoined(part, other)) continue
          left.delete(other)
          found.push(other)
        }
      }
      const key = found.map((part) => part.key).sort()[0] ?? ''
      items.push({ key, a: found.filter((part) => inA.has(part)), b: found.filter((part) => !inA.has(part)) })
    }
  }
  return items
}

function isJoined(a: Part, b: Part): boolean {
  if (a.moduleId === undefined) return a.key === b.key
  if (a.version === b.version) {
    if (a.key === b.key) return true
    return a.range !== undefined && b.range !== undefined && a.range.start < b.range.end && b.range.start < a.range.end
  }
  const isPart = a.chunkId !== undefined && b.chunkId !== undefined
  return !isPart || a.title === b.title || a.text === b.text
}

function changeOf({ a, b }: Item, isInOrder: boolean): Change {
  if (a.length === 0) return 'in'
  if (b.length === 0) return 'out'
  const isOneVersion = a[0]?.version === b[0]?.version
  const textOf = (parts: Part[]) => parts.map(({ text }) => (isOneVersion ? withoutLevels(text) : text)).join('\n')
  if (textOf(a) !== textOf(b)) return isOneVersion ? 'cut' : 'edited'
  return isInOrder && a[0]?.section === b[0]?.section ? 'same' : 'moved'
}

/** Formats put headings of a module beneath their own: how deep they stand is not of the module. */
function withoutLevels(text: string): string {
  const lines = text.split('\n').map((line) => {
    let level = 0
    while (line[level] === '#') level++
    return level > 0 && line[level] === ' ' ? line.slice(level) : line
  })
  return lines.join('\n')
}

function titleOf(parts: Part[]): string {
  const titles = [...new Set(parts.map(({ title }) => title))]
  return titles.length > 1 ? `${titles[0]} and ${titles.length - 1} more` : (titles[0] ?? '')
}

function sideOf(own: Part[], other: Part[], { trace }: ComparedContext, place?: number): ItemSide | null {
  const [first] = own
  if (first !== undefined) {
    const { version, resolution, moduleId } = first
    const chunks = own.filter(({ chunkId }) => chunkId !== undefined).length
    const told =
      moduleId === undefined
        ? findTold(first, trace, 'included')
        : trace.candidates.find((each) => each.fate === 'included' && isAbout(each, first))
    return {
      isSent: true,
      tokens: own.reduce((sum, { tokens }) => sum + tokens, 0),
      ...(place === undefined ? {} : { place }),
      ...(version === undefined ? {} : { version }),
      ...(resolution === undefined ? {} : { resolution }),
      ...(chunks === 0 ? {} : { chunks }),
      ...reasonOf(told),
    }
  }
  const told = other[0] && findDropped(other[0], trace)
  if (!told) return null
  const version = 'version' in told ? { version: told.version } : {}
  return { isSent: false, tokens: told.tokens ?? 0, ...version, ...reasonOf(told) }
}

type Told = CandidateTrace | TurnTrace | ImageTrace

function reasonOf(told: Told | undefined): Pick<ItemSide, 'reason' | 'because'> {
  return told ? { reason: told.reason, ...(told.because && { because: told.because }) } : {}
}

/** What the context that does not send a part says of it. */
function findDropped(part: Part, trace: ComparedContext['trace']): Told | undefined {
  if (part.moduleId === undefined) return findTold(part, trace, 'dropped')
  const dropped = trace.candidates.filter(({ moduleId, fate }) => moduleId === part.moduleId && fate === 'dropped')
  return (
    dropped.find((each) => isAbout(each, part)) ??
    dropped.find(({ title }) => title === part.title) ??
    dropped.find(({ chunkId }) => chunkId === undefined)
  )
}

/** What is said of a turn, or of an image. */
function findTold({ turnId, sha256 }: Part, { turns, images }: ComparedContext['trace'], fate: ImageTrace['fate']) {
  if (sha256 === undefined) return turns?.find((turn) => turn.turnId === turnId)
  return images?.find((image) => image.sha256 === sha256 && image.fate === fate)
}

function isAbout(candidate: CandidateTrace, { moduleId, version, chunkId, resolution }: Part): boolean {
  if (candidate.moduleId !== moduleId || candidate.version !== version) return false
  if (chunkId !== undefined) return candidate.chunkId === chunkId
  return candidate.chunkId === undefined && (candidate.resolution ?? 'full') === resolution
}
