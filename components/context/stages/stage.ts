import type { ReasonCode } from '@/lib/engine'

export type StageItem = {
  /** The same candidate has the same key in every stage. */
  key: string
  title: string
  subtitle: string
  /** 1-based; undefined for what the stage left out. */
  rank: number | undefined
  score: number | undefined
  /** The score as a row shows it, or the number that decided. */
  figure: string
  isSelected: boolean
  reason: ReasonCode
}

/** Candidates in the order of one stage of the search, or of one of two contexts. */
export type Stage = {
  id: string
  title: string
  items: StageItem[]
  /** Items that the stage let through. */
  count: number
  /** Highest score. */
  best: number
  /** The reason stands in place of the module. */
  tellsReason?: boolean
}
