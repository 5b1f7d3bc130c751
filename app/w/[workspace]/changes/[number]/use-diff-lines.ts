'use client'

import { useEffect, useRef, useState } from 'react'
import { createDiffCards, type DiffLine } from '@/components/source/diff-cards'
import { createLineMarks } from '@/components/source/line-marks'
import { REVEAL } from './use-thread-keys'

export type TextLine = DiffLine & { text: string }

type LineHandlers = { onCursor: (line: TextLine) => void; onPress: (line: TextLine) => void }
type Gutters = ReturnType<typeof createGutters>

function createGutters(handlers: { current: LineHandlers }) {
  const cards = createDiffCards()
  const make = (side: DiffLine['side']) =>
    createLineMarks({
      onCursor: (line, text) => handlers.current.onCursor({ side, line, text }),
      onPress: (line, text) => handlers.current.onPress({ side, line, text }),
    })
  const marks = { old: make('old'), new: make('new') }
  return {
    cards,
    marks,
    extensions: { old: [marks.old.extension, cards.old], new: [marks.new.extension, cards.new] },
  }
}

/** What the editors of both texts show beside and under their lines; made once. */
export function useGutters(handlers: LineHandlers): Gutters {
  const current = useRef(handlers)
  current.current = handlers
  const [gutters] = useState(() => createGutters(current))
  return gutters
}

/** Shows how many threads lines have. */
export function useCounts({ marks }: Gutters, counts: Record<DiffLine['side'], Map<number, number>>): void {
  const signature = JSON.stringify([...counts.old, '|', ...counts.new])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the counts
  useEffect(() => {
    marks.old.show(counts.old)
    marks.new.show(counts.new)
  }, [marks, signature])
}

/** @returns the lines, each once, when there is room for cards under them: what takes the focus there can have it */
export function useRooms({ cards }: Gutters, lines: readonly DiffLine[]): (DiffLine & { room: HTMLElement })[] {
  const wanted = [...new Map(lines.map(({ side, line }) => [`${side} ${line}`, { side, line }])).values()]
  const signature = JSON.stringify(wanted)
  const [rooms, setRooms] = useState<(DiffLine & { room: HTMLElement })[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the lines
  useEffect(() => {
    cards.show(wanted)
    setRooms(wanted.map((each) => ({ ...each, room: cards.roomOf(each) })))
  }, [cards, signature])
  return rooms
}

/** Brings a thread to where it is seen, when the page asks its holder for it. */
export function useReveal(reveal: (threadId: string) => void) {
  const holder = useRef<HTMLDivElement>(null)
  const current = useRef(reveal)
  current.current = reveal
  useEffect(() => {
    const element = holder.current
    const listener = (event: Event) => current.current((event as CustomEvent<string>).detail)
    element?.addEventListener(REVEAL, listener)
    return () => element?.removeEventListener(REVEAL, listener)
  }, [])
  return holder
}
