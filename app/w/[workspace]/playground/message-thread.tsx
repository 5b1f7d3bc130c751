'use client'

import { Fragment } from 'react'
import { describeRun, type MissingRun } from '@/components/context/history-kinds'
import { AnswerMessage } from './answer-message'
import { BranchLines, type useBranchLines } from './branch-lines'
import { type ChatMessage, imagesOf, learnedFrom, storedIdOf, textOf } from './chat-message'
import type { Otherwise } from './columns/columns'
import { columnOf, columnsBeside } from './columns/columns'
import { type ColumnEdits, ThreadColumns } from './columns/thread-columns'
import type { Edited, RefusedEdit } from './edited-question'
import { answersBeside, compositionBefore } from './inspected-answer'
import { LearnedNote } from './learned-note'
import { RetryWith } from './retry-with'
import { StatedNote } from './stated-note'
import { useFollow } from './use-follow'
import type { usePins } from './use-pins'
import { BranchButton, PinButton, UserMessage } from './user-message'

type MessageThreadProps = {
  messages: ChatMessage[]
  selectedId: string | undefined
  isBusy: boolean
  /** The answer that is being written has no message yet. */
  isAwaited: boolean
  /** The connection is lost while an answer is being written. */
  isLost: boolean
  /** Of the last answer. */
  answerError: string | null
  /** Messages that the selected answer was given without. */
  missing: MissingRun[]
  /** Who learns from the questions, if anybody does. */
  learner: { profileId: string; conversationId: string } | undefined
  onMissing: (run: MissingRun) => void
  onSelect: (messageId: string) => void
  onCite: (messageId: string, label: string) => void
  /** An answer beside the one before it is to be compared with it. */
  onCompare: (messageId: string, compared: string) => void
  /** By the message after which they part, null for the beginning: where conversations part. */
  branchLines: ReturnType<typeof useBranchLines>
  onBranch?: (messageId: string) => void
  /** Null where nobody may pin. */
  pinsOf: ReturnType<typeof usePins>
  /** The conversation whose facts stand at its messages; they change where its messages can be pinned. */
  conversationId: string | null
  onEdit?: (message: ChatMessage, edited: Edited) => void
  /** An edit of a message that was not asked. */
  refusedEdit?: RefusedEdit & { messageId: string }
  /** That the next question is asked of. */
  model?: string
  onRetry?: (otherwise?: Otherwise) => void
  /** What can be done with answers in columns. */
  columns?: ColumnEdits
  onContinue?: () => void
}

const PENDING: ChatMessage = { id: 'pending', role: 'assistant', parts: [] }

/** The exchange, newest at the bottom; it follows the answer unless the reader has scrolled up. */
export function MessageThread(props: MessageThreadProps) {
  const { messages, selectedId, isBusy, isAwaited, isLost, answerError, missing, learner, onMissing } = props
  const { branchLines, onBranch, onEdit, pinsOf, conversationId } = props
  const { onSelect, onCite, onCompare, onRetry, onContinue } = props
  const last = messages.at(-1)
  const shown = isBusy && isAwaited ? [...messages, PENDING] : messages
  const length = answersBeside(messages, last).reduce((sum, answer) => sum + textOf(answer).length, messages.length)

  const follow = useFollow(`${shown.length} ${length}`, isBusy)

  return (
    // a column of answers is no higher than what is in view
    <div {...follow} data-thread className="@container-size min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto max-w-2xl space-y-4 px-4 py-6" role="log" aria-label="Conversation" aria-busy={isBusy}>
        <BranchLines lines={branchLines(null)} />
        {shown.map((message, at) => {
          const isLast = message.id === shown.at(-1)?.id
          const run = missing.find(({ firstTurnId }) => firstTurnId === message.id)
          const storedId = storedIdOf(message, shown[at + 1])
          const branches = <BranchLines lines={branchLines(storedId)} />
          const gap = run && <MissingLine run={run} onOpen={() => onMissing(run)} />
          if (message.role === 'user') {
            return (
              <Fragment key={message.id}>
                {gap}
                <UserMessage
                  text={textOf(message)}
                  images={imagesOf(message)}
                  onEdit={onEdit && !isBusy ? (edited) => onEdit(message, edited) : undefined}
                  refused={props.refusedEdit?.messageId === message.id ? props.refusedEdit : undefined}
                  model={props.model}
                  onBranch={onBranch && !isBusy ? () => onBranch(storedId) : undefined}
                  pins={isBusy ? undefined : pinsOf?.(message, storedId)}
                />
                {conversationId && (
                  <StatedNote conversationId={conversationId} messageId={storedId} canChange={pinsOf !== null} />
                )}
                {learner && <LearnedNote {...learner} {...learnedFrom(message, shown[at + 1])} />}
                {branches}
              </Fragment>
            )
          }
          const beside = answersBeside(shown, message)
          if (columnOf(message) !== undefined) {
            if (beside.find((answer) => columnOf(answer) !== undefined) !== message) return null
            return (
              <ThreadColumns
                // biome-ignore lint/suspicious/noArrayIndexKey: the ids of question and answers change when they are stored
                key={`columns ${at}`}
                answers={columnsBeside(beside)}
                isLast={beside.at(-1) === shown.at(-1)}
                selectedId={selectedId}
                onSelect={onSelect}
                onCite={onCite}
                onCompare={onCompare}
                edits={props.columns}
                renderActions={(answer) =>
                  !isBusy && (
                    <>
                      {pinsOf && <PinButton {...pinsOf(answer, answer.id)} />}
                      {onBranch && <BranchButton onBranch={() => onBranch(answer.id)} />}
                    </>
                  )
                }
              />
            )
          }
          const place = beside.indexOf(message) + 1
          const compared = compositionBefore(shown, message)
          return (
            <Fragment key={message.id}>
              {gap}
              <AnswerMessage
                place={beside.length > 1 ? { at: place, of: beside.length } : null}
                onCompare={compared === undefined ? undefined : () => onCompare(message.id, compared)}
                message={message}
                isSelected={message.id === selectedId}
                isStreaming={isBusy && isLast}
                isLost={isLost && isLast}
                error={message.metadata?.error ?? (isLast ? answerError : null)}
                onSelect={() => onSelect(message.id)}
                onCite={(label) => onCite(message.id, label)}
                actions={
                  !isBusy && (
                    <>
                      {isLast && onRetry && <RetryWith onRetry={onRetry} />}
                      {pinsOf && <PinButton {...pinsOf(message, message.id)} />}
                      {onBranch && <BranchButton onBranch={() => onBranch(message.id)} />}
                    </>
                  )
                }
                onRetry={onRetry && isLast && !isBusy ? () => onRetry() : undefined}
                onContinue={isLast && !isBusy ? onContinue : undefined}
              />
              {branches}
            </Fragment>
          )
        })}
      </div>
    </div>
  )
}

/** Where the selected answer did not see what was said. */
function MissingLine({ run, onOpen }: { run: MissingRun; onOpen: () => void }) {
  return (
    <div className="flex items-center gap-2 text-fg-faint text-xs">
      <span className="h-px flex-1 bg-line" aria-hidden />
      <button
        type="button"
        title="The selected answer was given without them. Open the history."
        onClick={onOpen}
        className="underline-offset-2 hover:text-fg hover:underline"
      >
        {describeRun(run)}
      </button>
      <span className="h-px flex-1 bg-line" aria-hidden />
    </div>
  )
}
