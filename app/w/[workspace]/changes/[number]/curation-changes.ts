import type { CurationTextsDto } from '@/lib/schemas/changes/change-curation'

type Entry = CurationTextsDto['base'][number]
type Words = { added: string[]; removed: string[] }

/** What another curation says of a chunk. */
export type ChunkChange = {
  headingPath: string[]
  /** Of the chunk. */
  text: string
  /** Whether retrieval sees it; null where that stays. */
  retrieval: 'out' | 'back' | null
  keywords: Words
  questions: Words
}

const keyOf = ({ anchor: { headingPath, text } }: Entry) => JSON.stringify([headingPath, text])
const byKey = (entries: Entry[]) => new Map(entries.map((entry) => [keyOf(entry), entry]))

/** What changes from one curation to another, chunk by chunk; chunks of which both say the same are left out. */
export function diffCuration(from: Entry[], to: Entry[]): ChunkChange[] {
  const before = byKey(from)
  const after = byKey(to)
  const keys = [...new Set([...before.keys(), ...after.keys()])]
  return keys.flatMap((key) => {
    const [old, next] = [before.get(key), after.get(key)]
    const { anchor } = (next ?? old)!
    const wasOut = old?.isExcluded ?? false
    const isOut = next?.isExcluded ?? false
    const keywords = diffWords(old?.keywords, next?.keywords)
    const questions = diffWords(old?.questions, next?.questions)
    const isSame = [keywords, questions].every(({ added, removed }) => added.length + removed.length === 0)
    if (isSame && wasOut === isOut) return []
    return [{ ...anchor, retrieval: wasOut === isOut ? null : isOut ? 'out' : 'back', keywords, questions }]
  })
}

function diffWords(from: string[] = [], to: string[] = []): Words {
  return { added: to.filter((word) => !from.includes(word)), removed: from.filter((word) => !to.includes(word)) }
}

/** The curation in force with what a proposal changes of the one that it started from, word by word. */
export function carryOver({ base, production, proposed }: CurationTextsDto): Entry[] {
  const before = byKey(base)
  const after = byKey(proposed)
  const now = byKey(production)
  const keys = [...new Set([...now.keys(), ...after.keys()])]
  return keys.flatMap((key) => {
    const [old, next, current] = [before.get(key), after.get(key), now.get(key)]
    const { anchor } = (next ?? current)!
    const isExcluded = current?.isExcluded ?? false
    const isMoved = (next?.isExcluded ?? false) !== (old?.isExcluded ?? false)
    const keywords = carryWords(old?.keywords, next?.keywords, current?.keywords)
    const questions = carryWords(old?.questions, next?.questions, current?.questions)
    const entry = { anchor, isExcluded: isMoved ? !(old?.isExcluded ?? false) : isExcluded, keywords, questions }
    return entry.isExcluded || keywords.length + questions.length > 0 ? [entry] : []
  })
}

function carryWords(base: string[] | undefined, proposed: string[] | undefined, production: string[] = []): string[] {
  const { added, removed } = diffWords(base, proposed)
  return [...new Set([...production.filter((word) => !removed.includes(word)), ...added])]
}

/** Entries with another one in the place of what was said of its chunk. */
export function putEntry(entries: Entry[], entry: Entry, replaced: Entry[]): Entry[] {
  const taken = new Set([entry, ...replaced].map(keyOf))
  return [...entries.filter((each) => !taken.has(keyOf(each))), entry]
}
