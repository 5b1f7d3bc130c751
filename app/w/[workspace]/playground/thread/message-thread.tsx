'use client'

import { memo, useMemo } from 'react'
import {
  type ChatMessage,
  imagesOf,
  learnedFrom,
  storedIdOf,
  textOf,
} from '@/app/w/[workspace]/playground/chat-message'
import { columnOf, columnsBeside } from '@/app/w/[workspace]/playground/columns/columns'
import { ThreadColumns } from '@/app/w/[workspace]/playground/columns/thread-columns'
import { answersBeside, compositionsOf } from '@/app/w/[workspace]/playground/inspected-answer'
import { describeRun, type MissingRun } from '@/components/context/history/history-kinds'
import { AnswerActions } from './answer-actions'
import { AnswerMessage } from './answer-message'
import { BranchLines, type useBranchLines } from './branch-lines'
import { EarlierMessages } from './earlier-messages'
import type { RefusedEdit } from './edited-question'
import { LearnedNote } from './learned-note'
import { RetryWith } from './retry-with'
import { StatedNote } from './stated-note'
import type { Earlier } from './use-earlier'
import { useFilled } from './use-filled'
import { useFollow } from './use-follow'
import { useJump, useKeptPlace } from './use-place'
import { type ThreadActions, type ThreadEvents, useThreadActions } from './use-thread-actions'
import { UserMessage } from './user-message'

type MessageThreadProps = ThreadEvents & {
  messages: ChatMessage[]
  earlier: Earlier
  selectedId: string | undefined
  /** That a link leads to. */
  wantedId: string | null
  /** Changes whenever a message is opened, be it the same once more. */
  opened: number
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
  /** By the message after which they part, null for the beginning: where conversations part. */
  branchLines: ReturnType<typeof useBranchLines>
  /** The conversation whose facts stand at its messages; they change where its messages can be pinned. */
  conversationId: string | null
  /** An edit of a message that was not asked. */
  refusedEdit?: RefusedEdit & { messageId: string }
  /** That the next question is asked of. */
  model?: string
}

const PENDING: ChatMessage = { id: 'pending', role: 'assistant', parts: [] }

/** The exchange, newest at the bottom; it follows the answer unless the reader has scrolled up. */
export function MessageThread(props: MessageThreadProps) {
  const { messages, earlier, selectedId, wantedId, opened, isBusy, isAwaited, isLost, answerError, missing } = props
  const { learner, pinsOf } = props
  const act = useThreadActions(props)
  const shown = useMemo(() => (isBusy && isAwaited ? [...messages, PENDING] : messages), [messages, isBusy, isAwaited])
  const rows = useMemo(() => toRows(shown), [shown])
  const wantedAt = rows.findIndex(({ message, next }) => storedIdOf(message, next) === wantedId)
  const selectedAt = rows.findIndex(({ message }) => message.id === selectedId)
  const { from, isFilled } = useFilled(rows.length, wantedAt < 0 ? selectedAt : wantedAt)
  const last = shown.at(-1)
  const length = answersBeside(messages, messages.at(-1)).reduce((sum, answer) => sum + textOf(answer).length, 0)

  const follow = useFollow(`${shown.length} ${length}`, isBusy)
  useJump(follow.ref, wantedAt >= 0 && wantedAt >= from ? wantedId : null, opened, follow.onClick)
  const first = rows[from]
  const keepPlace = useKeptPlace(follow.ref, first ? storedIdOf(first.message, first.next) : '')
  const onScroll = () => {
    keepPlace()
    follow.onScroll()
  }

  return (
    // a column of answers is no higher than what is in view
    <div {...follow} onScroll={onScroll} data-thread className="@container-size min-h-0 flex-1 overflow-y-auto">
      <div
        className="mx-auto max-w-2xl space-y-4 px-4 py-6"
        role="log"
        aria-label="Conversation"
        aria-busy={isBusy}
        // old messages are not read out as if they were said now
        aria-live={isFilled && !earlier.isQuiet ? undefined : 'off'}
      >
        {from === 0 && (earlier.count > 0 || earlier.error) && <EarlierMessages earlier={earlier} />}
        {earlier.count === 0 && <BranchLines lines={props.branchLines(null)} />}
        {rows.slice(from).map(({ message, next, beside, compared }, index) => {
          const at = from + index
          const isLast = message === last
          const storedId = storedIdOf(message, next)
          const place: RowPlace = {
            act,
            run: missing.find(
              // the first one that is here stands for those before it
              ({ turnIds: [begin, ...rest] }) => begin === message.id || (at === 0 && rest.includes(message.id)),
            ),
            lines: props.branchLines(storedId),
            canBranch: props.onBranch !== undefined,
            isPinned: pinsOf?.(message, storedId).isPinned,
          }
          if (message.role === 'user') {
            return (
              <UserRow
                key={message.id}
                {...place}
                message={message}
                next={next}
                canEdit={props.onEdit !== undefined}
                refused={props.refusedEdit?.messageId === message.id ? props.refusedEdit : undefined}
                model={props.model}
                conversationId={props.conversationId}
                learnerId={learner?.profileId}
              />
            )
          }
          if (columnOf(message) !== undefined) {
            const columns = columnsBeside(beside)
            if (beside.find((answer) => columnOf(answer) !== undefined) !== message) return null
            return (
              <ThreadColumns
                // by place in the conversation: the ids of question and answers change when they are stored
                key={`columns ${earlier.count + at}`}
                answers={columns}
                pinned={pinsOf ? columns.map((answer) => pinsOf(answer, answer.id).isPinned) : undefined}
                isLast={beside.at(-1) === last}
                selectedId={columns.some(({ id }) => id === selectedId) ? selectedId : undefined}
                wanted={columns.some(({ id }) => id === wantedId) ? `${opened} ${wantedId}` : undefined}
                canEdit={props.columns !== undefined}
                canBranch={place.canBranch}
                act={act}
              />
            )
          }
          return (
            <AnswerRow
              key={message.id}
              {...place}
              message={message}
              at={beside.length > 1 ? beside.indexOf(message) + 1 : 0}
              of={beside.length}
              compared={compared}
              isSelected={message.id === selectedId}
              isStreaming={isBusy && isLast}
              isLost={isLost && isLast}
              error={message.metadata?.error ?? (isLast ? answerError : null)}
              canRetry={props.onRetry !== undefined && isLast && !isBusy}
              canContinue={props.onContinue !== undefined && isLast && !isBusy}
            />
          )
        })}
      </div>
    </div>
  )
}

type Row = {
  message: ChatMessage
  /** The one after a question. */
  next: ChatMessage | undefined
  /** Of an answer: those to the same question. */
  beside: ChatMessage[]
  /** Of an answer: the composition of the one before. */
  compared: string | undefined
}

function toRows(messages: ChatMessage[]): Row[] {
  let beside: ChatMessage[] = []
  let compared: string | undefined
  return messages.map((message, at) => {
    if (message.role === 'user') {
      beside = []
      return { message, next: messages[at + 1], beside, compared: undefined }
    }
    beside.push(message)
    const row = { message, next: undefined, beside, compared }
    compared = compositionsOf([message]).at(-1) ?? compared
    return row
  })
}

type RowPlace = {
  act: ThreadActions
  /** Messages that the selected answer was given without, from this one on. */
  run: MissingRun | undefined
  /** Where conversations part after it. */
  lines: ReturnType<MessageThreadProps['branchLines']>
  canBranch: boolean
  /** Undefined where nobody may pin. */
  isPinned: boolean | undefined
}

type UserRowProps = RowPlace & {
  message: ChatMessage
  next: ChatMessage | undefined
  canEdit: boolean
  refused: RefusedEdit | undefined
  model: string | undefined
  conversationId: string | null
  learnerId: string | undefined
}

const UserRow = memo(function UserRow(props: UserRowProps) {
  const { act, message, next, run, lines, canEdit, canBranch, isPinned, conversationId, learnerId } = props
  const storedId = storedIdOf(message, next)
  return (
    <>
      {run && <MissingLine run={run} onOpen={() => act.openMissing(run)} />}
      <UserMessage
        messageId={storedId}
        text={textOf(message)}
        images={imagesOf(message)}
        onEdit={canEdit ? (edited) => act.edit(message, edited) : undefined}
        refused={props.refused}
        model={props.model}
        onBranch={canBranch ? () => act.branch(storedId) : undefined}
        pins={isPinned === undefined ? undefined : { isPinned, onPin: (pinned) => act.pin(message, next, pinned) }}
      />
      {conversationId && (
        <StatedNote conversationId={conversationId} messageId={storedId} canChange={isPinned !== undefined} />
      )}
      {learnerId && conversationId && (
        <LearnedNote profileId={learnerId} conversationId={conversationId} {...learnedFrom(message, next)} />
      )}
      <BranchLines lines={lines} />
    </>
  )
})

type AnswerRowProps = RowPlace & {
  message: ChatMessage
  /** Its place among the answers to the same question, 1-based; 0 for the only one. */
  at: number
  of: number
  compared: string | undefined
  isSelected: boolean
  isStreaming: boolean
  isLost: boolean
  error: string | null
  canRetry: boolean
  canContinue: boolean
}

const AnswerRow = memo(function AnswerRow(props: AnswerRowProps) {
  const { act, message, run, lines, canBranch, isPinned, at, of, compared, canRetry, canContinue } = props
  const { id } = message
  return (
    <>
      {run && <MissingLine run={run} onOpen={() => act.openMissing(run)} />}
      <AnswerMessage
        message={message}
        place={at > 0 ? { at, of } : null}
        onCompare={compared === undefined ? undefined : () => act.compare(id, compared)}
        isSelected={props.isSelected}
        isStreaming={props.isStreaming}
        isLost={props.isLost}
        error={props.error}
        onSelect={() => act.select(id)}
        onCite={(label) => act.cite(id, label)}
        actions={
          <>
            {canRetry && <RetryWith onRetry={act.retry} />}
            <AnswerActions act={act} message={message} isPinned={isPinned} canBranch={canBranch} />
          </>
        }
        onRetry={canRetry ? () => act.retry() : undefined}
        onContinue={canContinue ? act.continue : undefined}
      />
      <BranchLines lines={lines} />
    </>
  )
})

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
