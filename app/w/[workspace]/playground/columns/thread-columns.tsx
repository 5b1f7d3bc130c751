'use client'

import { memo } from 'react'
import { AnswerActions } from '@/app/w/[workspace]/playground/thread/answer-actions'
import { AnswerMessage } from '@/app/w/[workspace]/playground/thread/answer-message'
import type { ThreadActions } from '@/app/w/[workspace]/playground/thread/use-thread-actions'
import { pickContinued } from '@/lib/schemas/contexts/side-by-side'
import { type ChatMessage, isRunning, textOf } from '../chat-message'
import { AddColumn } from './add-column'
import { AnswerColumns } from './answer-columns'
import { ColumnActions } from './column-actions'
import { columnOf, hasPlace } from './columns'

type ThreadColumnsProps = {
  /** The first column first. */
  answers: ChatMessage[]
  /** They answer the last question: they can be asked for again, and chosen. */
  isLast: boolean
  selectedId: string | undefined
  /** @see AnswerColumns */
  wanted: string | undefined
  /** Of each answer; undefined where nobody may pin. */
  pinned: boolean[] | undefined
  canEdit: boolean
  canBranch: boolean
  act: ThreadActions
}

const ENDED_EARLY = ['failed', 'stopped', 'interrupted']

/** The answers in columns to one question of the conversation. */
export const ThreadColumns = memo(function ThreadColumns(props: ThreadColumnsProps) {
  const { answers, isLast, selectedId, pinned, canBranch, act } = props
  const edits = props.canEdit ? act.columns : undefined
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
        onSelect={() => act.select(id)}
        onCite={(label) => act.cite(id, label)}
        actions={
          <>
            <ColumnActions
              answer={answer}
              others={answers.filter((other) => other !== answer)}
              onCompare={(compared) => act.compare(id, compared)}
              onChoose={edits && isChoosable ? () => edits.choose(answer) : undefined}
            />
            {hasPlace(answer) && (
              <AnswerActions
                act={act}
                message={answer}
                isPinned={pinned?.[answers.indexOf(answer)]}
                canBranch={canBranch}
              />
            )}
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
        wanted={props.wanted}
        onStop={edits && (({ id }) => edits.stop(id))}
        renderAnswer={renderAnswer}
      />
      {edits && isLast && <AddColumn answers={answers} onAdd={edits.add} />}
    </div>
  )
}, isSameRow)

/** Arrays are the same where what they hold is. */
function isSameRow(before: ThreadColumnsProps, after: ThreadColumnsProps): boolean {
  const isSame = (a: unknown, b: unknown) =>
    Array.isArray(a) && Array.isArray(b)
      ? a.length === b.length && a.every((each, at) => each === b[at])
      : Object.is(a, b)
  return (Object.keys(after) as (keyof ThreadColumnsProps)[]).every((name) => isSame(before[name], after[name]))
}
