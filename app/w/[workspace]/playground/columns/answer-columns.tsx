'use client'

import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { useFollow } from '@/app/w/[workspace]/playground/thread/use-follow'
import { cn } from '@/components/ui/cn'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import { type ChatMessage, isRunning, textOf } from '../chat-message'
import { ColumnHead } from './column-head'
import { columnOf } from './columns'
import { useColumnNames } from './use-column-names'

type AnswerColumnsProps = {
  /** The first column first. */
  answers: ChatMessage[]
  /** Id of the answer that the conversation goes on with. */
  continuedId: string | undefined
  /** Id of the answer under inspection. */
  selectedId: string | undefined
  /** That something leads to: when it was opened, and the id of the answer. */
  wanted: string | undefined
  onStop?: (answer: ChatMessage) => void
  renderAnswer: (answer: ChatMessage) => ReactNode
}

/** Below this, in CSS pixels, a column is not read well: they become tabs. */
const MIN_COLUMN_WIDTH = 200

/** Answers to one question side by side; tabs, where there is no room for that. */
export function AnswerColumns({ answers, continuedId, selectedId, wanted, onStop, renderAnswer }: AnswerColumnsProps) {
  const box = useRef<HTMLDivElement>(null)
  const isNarrow = useIsNarrow(box, answers.length * MIN_COLUMN_WIDTH)
  // until something else is opened
  const [chosen, setChosen] = useState<{ column: number; wanted: string | undefined }>()
  const tell = useColumnNames()
  const wantedId = wanted?.split(' ')[1]
  const shown =
    answers.find((answer) => chosen?.wanted === wanted && columnOf(answer) === chosen?.column) ??
    answers.find(({ id }) => id === wantedId) ??
    answers.find(({ id }) => id === selectedId)
  const head = (answer: ChatMessage) => (
    <ColumnHead
      answer={answer}
      name={tell(answer.metadata?.askedWith ?? {})}
      isContinued={answer.id === continuedId}
      onStop={onStop && isRunning(answer) ? () => onStop(answer) : undefined}
    />
  )
  return (
    <section
      ref={box}
      aria-label="Answers side by side"
      className="ml-[calc(50%-50cqw+1rem)] w-[calc(100cqw-2rem)] max-w-none"
    >
      {isNarrow ? (
        <Tabs
          value={String(columnOf(shown ?? answers[0]!))}
          onValueChange={(column) => setChosen({ column: Number(column), wanted })}
        >
          <TabsList className="px-1">
            {answers.map((answer) => (
              <TabsTrigger key={columnOf(answer)} value={String(columnOf(answer))}>
                {columnOf(answer)} <span className="max-w-28 truncate">{tell(answer.metadata?.askedWith ?? {})}</span>
              </TabsTrigger>
            ))}
          </TabsList>
          {answers.map((answer) => (
            <TabsContent key={columnOf(answer)} value={String(columnOf(answer))} className="pt-1">
              {head(answer)}
              {renderAnswer(answer)}
            </TabsContent>
          ))}
        </Tabs>
      ) : (
        <div className="grid auto-cols-fr grid-flow-col divide-x rounded-md border">
          {answers.map((answer) => (
            <div
              key={columnOf(answer)}
              className={cn(
                'flex max-h-[max(calc(100cqh-7rem),16rem)] min-w-0 flex-col p-1',
                answer.id === continuedId && 'bg-surface/60',
              )}
            >
              {head(answer)}
              <FollowedAnswer answer={answer}>{renderAnswer(answer)}</FollowedAnswer>
            </div>
          ))}
        </div>
      )}
    </section>
  )
}

/** Scrolls by itself: a long answer leaves those beside it in view. */
function FollowedAnswer({ answer, children }: { answer: ChatMessage; children: ReactNode }) {
  const follow = useFollow(`${textOf(answer).length} ${isRunning(answer)}`, isRunning(answer), isRunning(answer))
  return (
    <div {...follow} className="min-h-0 overflow-y-auto">
      {children}
    </div>
  )
}

function useIsNarrow(box: React.RefObject<HTMLElement | null>, minWidth: number): boolean {
  const [isNarrow, setIsNarrow] = useState(false)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    setIsNarrow(element.clientWidth < minWidth)
    const observer = new ResizeObserver(([entry]) => setIsNarrow((entry?.contentRect.width ?? minWidth) < minWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [box, minWidth])
  return isNarrow
}
