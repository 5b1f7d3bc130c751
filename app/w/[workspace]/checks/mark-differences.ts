import { diffLines } from '@/lib/engine'

type Part = { text: string; isOwn: boolean }
/** A line of a text; `isOwn` where the other text lacks it. */
export type MarkedLine = { isOwn: boolean; parts: Part[] }

/** Below this share of common words two passages are told apart as wholes. */
const LEAST_COMMON = 0.4

/** Lines that only one of two texts has, and in those that stand where the other has others, the words that differ. */
export function markDifferences(a: readonly string[], b: readonly string[]): { a: MarkedLine[]; b: MarkedLine[] } {
  const marked = { a: a.map(asCommon), b: b.map(asCommon) }
  let [ownA, ownB]: [number[], number[]] = [[], []]
  const close = () => {
    const words = compareWords(
      ownA.map((at) => a[at]!),
      ownB.map((at) => b[at]!),
    )
    ownA.forEach((at, i) => {
      marked.a[at] = words.a[i]!
    })
    ownB.forEach((at, i) => {
      marked.b[at] = words.b[i]!
    })
    ownA = []
    ownB = []
  }
  for (const pair of diffLines(a, b)) {
    if (pair.a !== undefined && pair.b !== undefined) close()
    else if (pair.a !== undefined) ownA.push(pair.a)
    else if (pair.b !== undefined) ownB.push(pair.b)
  }
  close()
  return marked
}

const asCommon = (text: string): MarkedLine => ({ isOwn: false, parts: [{ text, isOwn: false }] })
const asOwn = (text: string): MarkedLine => ({ isOwn: true, parts: [{ text, isOwn: false }] })

function compareWords(a: string[], b: string[]): { a: MarkedLine[]; b: MarkedLine[] } {
  const [wordsA, wordsB] = [a.map(toWords), b.map(toWords)]
  const pairs = diffLines(wordsA.flat(), wordsB.flat())
  const common = pairs.filter((pair) => pair.a !== undefined && pair.b !== undefined)
  const inA = new Set(common.map((pair) => pair.a))
  const inB = new Set(common.map((pair) => pair.b))
  const telling = (words: string[]) => words.filter(isTelling).length
  const shared = wordsA.flat().filter((word, at) => inA.has(at) && isTelling(word)).length
  const least = LEAST_COMMON * Math.max(telling(wordsA.flat()), telling(wordsB.flat()))
  if (shared === 0 || shared < least) return { a: a.map(asOwn), b: b.map(asOwn) }
  return { a: toLines(wordsA, inA), b: toLines(wordsB, inB) }
}

/** Words, and what stands between them: together the text. */
const toWords = (line: string) => line.match(/[\p{L}\p{N}\p{M}_]+|\s+|[^\p{L}\p{N}\p{M}_\s]/gu) ?? []
const isTelling = (word: string) => /[\p{L}\p{N}]/u.test(word)

function toLines(lines: string[][], common: ReadonlySet<number | undefined>): MarkedLine[] {
  let at = 0
  return lines.map((words) => {
    const parts: Part[] = []
    for (const word of words) {
      const isOwn = !common.has(at++)
      const last = parts.at(-1)
      if (last && last.isOwn === isOwn) last.text += word
      else parts.push({ text: word, isOwn })
    }
    return { isOwn: true, parts }
  })
}
