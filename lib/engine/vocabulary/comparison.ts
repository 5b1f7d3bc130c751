import type { Because, ReasonCode } from './reasons'
import type { Message, Trace, Usage } from './trace'
import type { Resolution, SectionName } from './types'

/** What is compared: a composed context with its trace. */
export type ComparedContext = { messages: Message[]; usage: Usage; trace: Trace }

export const CHANGES = ['in', 'out', 'edited', 'cut', 'moved', 'same'] as const
/**
 * What became of an item from one context to the other. `edited`: another version of the module, with another text; `cut`:
 * of the same source another part or form; `moved`: the same text at another place among what both send.
 */
export type Change = (typeof CHANGES)[number]

/** An item in one of the two contexts. */
export type ItemSide = {
  isSent: boolean
  /** What it takes; where it is not sent, what it would have taken. */
  tokens: number
  /** 1-based, in the order in which the context has its items. */
  place?: number
  version?: number
  resolution?: Resolution
  /** Chunks that are sent of it. */
  chunks?: number
  reason?: ReasonCode
  because?: Because
}

/** Something that at least one of the two sends: parts of a module that belong together, a turn, an image, a summary, the query … */
export type ItemChange = {
  key: string
  change: Change
  section: SectionName
  title: string
  moduleId?: string
  turnId?: string
  /** Null where that context knows nothing of it. */
  a: ItemSide | null
  b: ItemSide | null
}

/** Where a candidate stands in one of the two contexts, 1-based, and what became of it there. */
export type CandidatePlace = {
  place: number
  score?: number
  isSent: boolean
  version: number
  tokens: number
  reason: ReasonCode
  because?: Because
}

/** A candidate of at least one of the two; null where the other did not find it. */
export type RankedCandidate = {
  key: string
  moduleId: string
  title: string
  a: CandidatePlace | null
  b: CandidatePlace | null
}

type Sides<T> = { a: T; b: T }

/** A line of the composed text, or so many lines that both have and that are left out. */
export type DiffLine = {
  kind: 'same' | 'out' | 'in' | 'skipped'
  text: string
  /** Lines that `skipped` stands for, or characters that are cut off the end of a long line. */
  more?: number
  section?: SectionName
  moduleId?: string
  version?: number
}

export type ContextComparison = {
  /** Byte for byte the same messages. */
  isEqual: boolean
  items: ItemChange[]
  counts: Record<Change, number>
  /** Tokens used; `frame` is what of them is markup and not an item's. */
  sections: Record<SectionName, Sides<{ used: number; allocated: number; frame: number }>>
  inputTokens: Sides<number>
  prefix: { isKept: boolean } & Sides<number>
  warnings: { gone: string[]; came: string[] }
  lines: DiffLine[]
  /** Lines of the difference that are more than can be shown. */
  moreLines: number
}

/** Why a provider cannot read a stable prefix from its cache. `text`: the words of something changed, it is not known of what. */
export const PREFIX_CAUSES = ['version', 'came', 'gone', 'moved', 'profile', 'frame', 'text'] as const

export type PrefixCause = {
  kind: (typeof PREFIX_CAUSES)[number]
  /** What came, went, moved or has another version. */
  moduleId?: string
  from?: number
  to?: number
}
