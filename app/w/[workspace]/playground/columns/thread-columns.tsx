'use client'

import type { ReactNode } from 'react'
import { pickContinued } from '@/lib/schemas/side-by-side'
import { AnswerMessage } from '../answer-message'
import { type ChatMessage, isRunning, textOf } from '../chat-message'
import { AddColumn } from './add-column'
import { AnswerColumns } from './answer-columns'
import { ColumnActions } from './column-actions'
import { columnOf, hasPlace, type Otherwise } from './columns'

/** What whoever asked can do with answers in columns. */
export type ColumnEdits = {
  retry: (column: number, named: Otherwise) => void
  continue: (column: number, named: Otherwise) => void
  /** Asks the last question in one more column. */
  add: (column: number, named: Otherwise) => void
  stop: (messageId: string) => void
  choose: (answer: ChatMessage) => void
}

type ThreadColumnsProps = {
  /** The first column first. */
  answers: ChatMessage[]
  /** They answer the last question: they can be asked for again, and chosen. */
  isLast: boolean
  selectedId: string | undefined
  onSelect: (messageId: string) => void
  onCite: (messageId: string, label: string) => void
  onCompare: (messageId: string, compared: string) => void
  edits: ColumnEdits | undefined
  renderActions: (answer: ChatMessage) => ReactNode
}

const ENDED_EARLY = ['failed', 'stopped', 'interrupted']

/** The answers in columns to one question of the conversation. */
export function ThreadColumns(props: ThreadColumnsProps) {
  const { answers, isLast, selectedId, onSelect, onCite, onCompare, edits, renderActions } = props
  const continued = pickContinued(answers.map(({ id, metadata }) => ({ id, ...metadata })))?.id
  const renderAnswer = (answer: ChatMessage) => {
    const { id, metadata } = answer
    const column = columnOf(answer) ?? 1
    const named = metadata?.askedWith ?? {}
    const isEnded = !isRunning(answer)
    const isEarly = isEnded && ENDED_EARLY.includes(metadata?.status ?? '')
    const isChoosable = isLast && isEnded && id !== continued && textOf(answer) !== '' && hasPlace(answer)
    return (
      <AnswerMessage
        message={answer}
        place={null}
        isSelected={id === selectedId}
        isStreaming={!isEnded}
        isLost={false}
        error={metadata?.error ?? null}
        onSelect={() => onSelect(id)}
        onCite={(label) => onCite(id, label)}
        actions={
          <>
            <ColumnActions
              answer={answer}
              others={answers.filter((other) => other !== answer)}
              onCompare={(compared) => onCompare(id, compared)}
              onChoose={edits && isChoosable ? () => edits.choose(answer) : undefined}
            />
            {hasPlace(answer) && renderActions(answer)}
          </>
        }
        onRetry={edits && isLast && isEarly ? () => edits.retry(column, named) : undefined}
        onContinue={edits && isLast && isEarly ? () => edits.continue(column, named) : undefined}
      />
    )
  }
  return (
    <div>
      <AnswerColumns
        answers={answers}
        continuedId={answers.length > 1 ? continued : undefined}
        selectedId={selectedId}
        onStop={edits && (({ id }) => edits.stop(id))}
        renderAnswer={renderAnswer}
      />
      {edits && isLast && <AddColumn answers={answers} onAdd={edits.add} />}
    </div>
  )
}
