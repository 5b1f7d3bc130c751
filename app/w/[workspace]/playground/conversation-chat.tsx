'use client'

import { useParams } from 'next/navigation'
import { useEffect, useMemo, useRef, useState } from 'react'
import { toast } from 'sonner'
import { useModuleChoice } from '@/components/context/candidates/module-choice'
import { findMissingRuns, type MissingRun } from '@/components/context/history/history-kinds'
import { useSummaryChoice } from '@/components/context/history/summary-choice'
import { nameOfModule } from '@/components/context/inspected-context'
import { runAction, showError } from '@/components/data/use-action'
import { useStoredText } from '@/components/data/use-stored-text'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { toastUndo } from '@/components/ui/toast'
import { FirstLocalModels } from '../settings/embedding/local-models'
import { LocalProviders } from '../settings/providers/local-providers'
import { chooseAnswerAction } from './actions'
import type { ChatMessage } from './chat-message'
import { columnOf, columnsBeside, type Otherwise } from './columns/columns'
import type { ComposeOptions } from './composer/compose-options'
import { Composer } from './composer/composer'
import { useModelToAsk } from './composer/use-model-to-ask'
import { usePins } from './composer/use-pins'
import { ConversationTotal } from './conversations/conversation-total'
import { TemporaryNote } from './conversations/temporary-note'
import { FirstSteps } from './first-steps'
import type { AttachedImage } from './images/read-image-file'
import { useAttachedImages } from './images/use-attached-images'
import { answersBeside, compositionBefore, compositionsOf, type Inspected } from './inspected-answer'
import { useBranchLines } from './thread/branch-lines'
import type { Edited } from './thread/edited-question'
import { MessageThread } from './thread/message-thread'
import { useBranch } from './thread/use-branch'
import { useComposition } from './thread/use-composition'
import { useConversationChat } from './use-conversation-chat'
import { Welcome } from './welcome'

export type ConversationChatProps = {
  conversationId: string | null
  initialMessages: ChatMessage[]
  /** Messages before them. */
  initialEarlier: number
  /** Whose questions the stored ones are. */
  profileId?: string
  /** Asked last in it. */
  model?: string
  isTemporary?: boolean
  /** Others read a shared conversation; only its author asks in it. */
  isOwn: boolean
  canAsk: boolean
  /** May add providers. */
  canSetUp: boolean
  canWrite: boolean
  /** First questions. */
  suggestions: string[]
  hasSample: boolean
  selectedId: string | null
  /** A message that a link leads to. */
  wantedId: string | null
  /** Changes whenever a message is opened, be it the same once more. */
  opened: number
  onConversation: (conversationId: string) => void
  /** It is gone. */
  onLeave: () => void
  onSelect: (messageId: string | null, label?: string) => void
  /** Messages that an answer was given without are to be looked at. */
  onMissing: (messageId: string, run: MissingRun) => void
  /** An answer is to be compared with the one before it. */
  onCompare: (messageId: string, compared: string) => void
  /** Named in place of production. */
  release: string | undefined
  onRelease: (release: string | null) => void
  /** What the next question is asked with too, side by side. */
  beside: Otherwise[]
  onBeside: (beside: Otherwise[]) => void
  /** Modules are chosen by hand. */
  onChoice: (choice: { pins: string[]; excludes: string[] }) => void
  /** The answer under inspection, or that one is being composed for, whenever it changes. */
  onInspect: (inspected: Inspected) => void
}

export function ConversationChat(props: ConversationChatProps) {
  const { conversationId, initialMessages, isOwn, canAsk, suggestions, selectedId, onSelect, onInspect } = props
  const { workspace } = useParams<{ workspace: string }>()
  const [extras, setExtras] = useState<ComposeOptions>({ model: props.model })
  const model = useModelToAsk(extras.model)
  const choice = useModuleChoice()
  const summaries = useSummaryChoice()
  const options: ComposeOptions = {
    ...extras,
    model,
    release: props.release,
    pins: listOf(choice?.pins),
    excludes: listOf(choice?.excludes),
    unfolds: listOf(summaries?.unfolds),
  }
  const keyOf = (id: string) => `loadout:question:${workspace}:${id}`
  const [text, setText] = useStoredText(keyOf(conversationId ?? 'new'), keyOf('new'))
  const chat = useConversationChat({
    conversationId,
    initialMessages,
    initialEarlier: props.initialEarlier,
    wantedId: props.wantedId ?? selectedId,
    opened: props.opened,
    onGone: (messageId) => {
      if (messageId === props.wantedId) toast.error('The message is not in this conversation any more')
    },
    options,
    onConversation: props.onConversation,
    onNotComposed: (question) => {
      if (text === '') setText(question)
    },
  })

  const answers = chat.messages.filter(({ role }) => role === 'assistant')
  const last = answers.at(-1)
  const selected =
    answers.find(({ id }) => id === selectedId) ?? columnsBeside(answersBeside(chat.messages, last))[0] ?? last
  const { context } = useComposition(selected)
  const missing = useMemo(() => findMissingRuns(context?.trace.turns ?? []), [context])
  const message = chat.isComposing ? 'composing' : selected
  const beside = answersBeside(chat.messages, selected)
  const siblings = compositionsOf(beside).join(' ')
  const before = compositionBefore(chat.messages, beside[0])
  const latest = useRef(chat.retry)
  latest.current = chat.retry
  const isInColumn = selected !== undefined && columnOf(selected) !== undefined
  const isAskable = isOwn && canAsk && !chat.isBusy && !isInColumn && beside.at(-1) === chat.messages.at(-1)
  useEffect(() => {
    const askAgain = () => {
      onSelect(null)
      latest.current()
    }
    onInspect({ message, siblings: siblings.split(' '), before, askAgain: isAskable ? askAgain : null })
  }, [message, siblings, before, isAskable, onInspect, onSelect])

  const { refused } = chat
  const refusedEdit = useMemo(() => refused?.edit && { ...refused.edit, error: refused.error }, [refused])
  const attached = useAttachedImages()
  const asked = useRef<AttachedImage[]>([])
  const { replace: attach } = attached
  const [taken, setTaken] = useState<typeof refused>(null)
  const takeBack = (question: string) => {
    const written = { text, images: attached.images }
    setText(question)
    attach(asked.current)
    setTaken(refused)
    if (written.text === '' && written.images.length === 0) return
    toastUndo('The refused question replaced what you wrote', () => {
      setText(written.text)
      attach(written.images)
      setTaken(null)
    })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each question that is refused
  useEffect(() => {
    // what was written meanwhile is not overwritten
    if (refused?.text !== undefined && text === '' && attached.images.length === 0) takeBack(refused.text)
  }, [refused])

  const profileId = options.profileId === undefined ? props.profileId : options.profileId
  const learner = profileId && conversationId ? { profileId, conversationId } : undefined
  const ask = (question: string) => {
    onSelect(null)
    asked.current = attached.images
    chat.ask(question, { beside: props.beside, images: attached.images })
    attach([])
  }
  const chooseAnswer = async ({ id: messageId, metadata }: ChatMessage) => {
    if (conversationId === null) return
    // its button goes; what follows is the next question
    document.getElementById('question')?.focus()
    try {
      await runAction(chooseAnswerAction, { id: conversationId, messageId })
      const chosen = metadata?.usage?.model
      if (chosen && props.beside.length === 0) setExtras((known) => ({ ...known, model: chosen }))
      await chat.column.reload()
    } catch (error) {
      if (error instanceof Error) showError(error)
    }
  }
  /** The next question is asked in it as well, where the composer has the columns before it. */
  const addColumn = (column: number, named: Otherwise) => {
    chat.column.retry(column, named)
    if (props.beside.length === column - 2) props.onBeside([...props.beside, named])
  }
  const pinsOf = usePins(isOwn && canAsk ? conversationId : null)
  const branch = useBranch()
  const branchLines = useBranchLines(conversationId)
  const edit = (question: ChatMessage, edited: Edited) => {
    onSelect(null)
    chat.edit(question, edited)
  }
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      {chat.messages.length === 0 ? (
        <div className="flex min-h-0 flex-1 flex-col justify-center overflow-y-auto">
          <Welcome suggestions={suggestions} onAsk={ask} onDraft={setText} canAsk={canAsk} />
          <FirstSteps
            hasSample={props.hasSample}
            canImport={props.canWrite && suggestions.length > 0}
            canConnect={props.canSetUp}
          />
          {props.canSetUp && (
            <div className="mx-auto flex w-full max-w-lg flex-col gap-2 px-6 pb-4">
              <LocalProviders />
              <FirstLocalModels />
            </div>
          )}
        </div>
      ) : (
        <MessageThread
          messages={chat.messages}
          earlier={chat.earlier}
          selectedId={selected?.id}
          wantedId={props.wantedId}
          opened={props.opened}
          isBusy={chat.isBusy}
          isAwaited={chat.isAwaited}
          isLost={chat.isLost}
          answerError={chat.answerError?.message ?? null}
          missing={missing}
          learner={learner}
          onMissing={(run) => selected && props.onMissing(selected.id, run)}
          onSelect={onSelect}
          onCite={onSelect}
          onCompare={props.onCompare}
          branchLines={branchLines}
          conversationId={conversationId}
          pinsOf={pinsOf}
          onBranch={conversationId && canAsk ? (messageId) => void branch.run(conversationId, messageId) : undefined}
          onEdit={isOwn && canAsk && conversationId ? edit : undefined}
          refusedEdit={refusedEdit}
          model={options.model}
          onRetry={isOwn && canAsk ? chat.retry : undefined}
          columns={
            isOwn && canAsk
              ? { ...chat.column, add: addColumn, choose: (answer) => void chooseAnswer(answer) }
              : undefined
          }
          onContinue={isOwn && canAsk ? chat.continue : undefined}
        />
      )}
      {conversationId && chat.messages.length > 0 && <ConversationTotal conversationId={conversationId} />}
      <div className="mx-auto w-full max-w-2xl space-y-2 px-4 pb-4">
        {refused && !refused.edit && (
          <Notice
            tone="danger"
            title={refused.error.message}
            requestId={refused.error.requestId}
            action={
              refused.text !== undefined &&
              taken !== refused &&
              text !== refused.text && (
                <Button size="sm" onClick={() => takeBack(refused.text ?? '')}>
                  Use the refused question
                </Button>
              )
            }
          />
        )}
        {conversationId && (props.isTemporary || extras.isTemporary) && (
          <TemporaryNote
            conversationId={conversationId}
            canEnd={isOwn && canAsk && !chat.isBusy}
            onEnded={props.onLeave}
          />
        )}
        {isOwn && canAsk ? (
          <Composer
            text={text}
            onTextChange={setText}
            onAsk={ask}
            attached={attached}
            onStop={chat.stop}
            isBusy={chat.isBusy}
            isNew={chat.messages.length === 0}
            isReading={props.wantedId !== null}
            options={options}
            profileId={props.profileId}
            onOptionsChange={({ pins, excludes, release, unfolds: _, ...rest }) => {
              setExtras(rest)
              if (release !== options.release) props.onRelease(release ?? null)
              if (pins !== options.pins || excludes !== options.excludes) {
                props.onChoice({ pins: pins ?? [], excludes: excludes ?? [] })
              }
            }}
            beside={props.beside}
            onBesideChange={props.onBeside}
            choice={choice}
            nameOf={(id) => nameOfModule(context, id)}
          />
        ) : (
          <Notice
            tone="info"
            title={
              canAsk
                ? 'A colleague shared this conversation. Start one of your own to ask.'
                : 'Your role can read, not ask. An administrator can change it.'
            }
          />
        )}
      </div>
    </div>
  )
}

const listOf = (ids: string[] = []) => (ids.length > 0 ? ids : undefined)
