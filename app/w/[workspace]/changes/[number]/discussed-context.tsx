'use client'

import { useQueryState } from 'nuqs'
import { type ReactNode, useState } from 'react'
import { type DiscussedLines, DiscussedLinesProvider } from '@/components/context/compare/discussed-lines'
import type { DiffLine } from '@/lib/engine'
import type { NewPlace } from '@/lib/schemas/changes/discussion'
import { LIMITS } from '@/lib/schemas/limits'
import { describePlace } from '../../discussion/discussion-words'
import type { Me } from '../../discussion/me'
import { usePlacedThreads } from './use-placed-threads'

type DiscussedContextProps = { number: number; querySetId: string; queryId: string; me: Me; children: ReactNode }
type Context = Extract<NewPlace, { kind: 'context' }>

/** The contexts of a query before and after, with what people say of their lines, each at its line. */
export function DiscussedContext({ number, querySetId, queryId, me, children }: DiscussedContextProps) {
  const [view] = useQueryState('difference')
  const { threads: all, toCard, toForm } = usePlacedThreads(number, me)
  const [composed, setComposed] = useState<number | null>(null)
  const threads = all.filter(
    ({ place }) => place?.kind === 'context' && place.querySetId === querySetId && place.queryId === queryId,
  )
  const toNew = (line: DiffLine, at: number) => {
    const place = toPlace(line, { querySetId, queryId })
    return toForm({
      about: { place },
      draftKey: `context:${number}:${querySetId}:${queryId}:${place.side}:${at}`,
      label: 'Comment on this line',
      on: describePlace(place, []),
      onDone: () => setComposed(null),
    })
  }
  const discussed: DiscussedLines = {
    onComment: me.canComment ? setComposed : undefined,
    place: (lines) => {
      const at = Map.groupBy(threads, ({ place }) => lines.findIndex((line) => isOn(place, line)))
      const places = [...at.keys(), ...(composed === null ? [] : [composed])].filter((place) => place >= 0)
      const below = new Map(
        places.map((place) => [
          place,
          <div key="threads" className="w-full space-y-2 py-2 font-sans text-sm">
            {at.get(place)?.map((thread) => toCard(thread))}
            {composed === place && lines[place] && toNew(lines[place], place)}
          </div>,
        ]),
      )
      const rest = at.get(-1)?.map((thread) => toCard(thread, { isOutdated: true }))
      return { below, rest: rest && <div className="space-y-2 border-t p-3">{rest}</div> }
    },
  }
  return (
    <DiscussedLinesProvider value={discussed}>
      {children}
      {view !== 'text' && threads.length > 0 && (
        <section aria-label="Threads on these contexts" className="max-w-3xl space-y-3 p-3">
          {threads.map((thread) => toCard(thread))}
        </section>
      )}
    </DiscussedLinesProvider>
  )
}

/** A line that both have is discussed as the change has it. */
const sideOf = ({ kind }: DiffLine) => (kind === 'out' ? 'old' : 'new')

function toPlace(line: DiffLine, of: { querySetId: string; queryId: string }): Context {
  const { moduleId } = line
  const text = line.text.slice(0, LIMITS.threadQuoteLength)
  return { kind: 'context', ...of, side: sideOf(line), text, ...(moduleId === undefined ? {} : { moduleId }) }
}

function isOn(place: NewPlace | null, line: DiffLine): boolean {
  if (place?.kind !== 'context') return false
  const { side, text, moduleId } = place
  if (line.kind === 'skipped' || (line.kind !== 'same' && side !== sideOf(line))) return false
  return line.moduleId === moduleId && line.text.slice(0, LIMITS.threadQuoteLength) === text
}
