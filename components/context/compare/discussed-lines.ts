'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { DiffLine } from '@/lib/engine'

/** What people say of the lines of a comparison. */
export type DiscussedLines = {
  /** What stands beneath lines, by their places, and what stands on none of them. */
  place: (lines: readonly DiffLine[]) => { below: ReadonlyMap<number, ReactNode>; rest: ReactNode }
  /** Begins a comment; missing for who may not. */
  onComment: ((at: number) => void) | undefined
}

const DiscussedLinesContext = createContext<DiscussedLines | null>(null)

/** Without it, lines are only read. */
export const DiscussedLinesProvider = DiscussedLinesContext.Provider

export const useDiscussedLines = () => useContext(DiscussedLinesContext)
