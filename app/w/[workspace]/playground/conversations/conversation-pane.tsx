'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { toChatMessages } from '@/app/w/[workspace]/playground/chat-message'
import { firstColumnOf } from '@/app/w/[workspace]/playground/columns/columns'
import { ConversationChat, type ConversationChatProps } from '@/app/w/[workspace]/playground/conversation-chat'
import { NOTHING_INSPECTED } from '@/app/w/[workspace]/playground/inspected-answer'
import { conversationQuery } from '@/app/w/[workspace]/playground/queries'
import { ClientError } from '@/components/data/api-client'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'

type ConversationPaneProps = Omit<
  ConversationChatProps,
  'initialMessages' | 'initialEarlier' | 'isOwn' | 'profileId' | 'model' | 'isTemporary'
> & {
  /** That a new conversation begins with. */
  newModel?: string
}

/** A conversation: a new one at once, a stored one when its messages are here. */
export function ConversationPane({ newModel, ...props }: ConversationPaneProps) {
  const [initialId] = useState(props.conversationId)
  const [including] = useState(props.wantedId ?? props.selectedId)
  const stored = useQuery({ ...conversationQuery(initialId ?? '', { including }), enabled: initialId !== null })
  const [isReady, setIsReady] = useState(initialId === null)
  if (!isReady && stored.data && !stored.isFetching) setIsReady(true)

  const { onInspect } = props
  const isLost = stored.error !== null && !isReady
  useEffect(() => {
    if (isLost) onInspect(NOTHING_INSPECTED)
  }, [isLost, onInspect])

  if (stored.error && !isReady) {
    return (
      <ErrorState
        title="The conversation could not be loaded"
        description={stored.error.message}
        requestId={stored.error instanceof ClientError ? stored.error.requestId : undefined}
        onRetry={() => void stored.refetch()}
      />
    )
  }
  if (!isReady) {
    return (
      <div
        role="status"
        aria-label="Loading the conversation"
        className="mx-auto w-full max-w-2xl flex-1 space-y-4 p-6"
      >
        <Skeleton className="ml-auto h-9 w-64" />
        <Skeleton className="h-28 w-full" />
      </div>
    )
  }
  const messages = stored.data ? toChatMessages(stored.data) : []
  // the first column goes on as it was asked: the chosen answer may stand in another, which has a chip already
  const first = props.beside.length > 0 ? firstColumnOf(messages)?.metadata?.askedWith?.model : undefined
  return (
    <ConversationChat
      {...props}
      isOwn={stored.data?.isOwn ?? true}
      profileId={stored.data?.profileId ?? undefined}
      isTemporary={stored.data?.isTemporary}
      model={first ?? (stored.data ? (stored.data.model ?? undefined) : newModel)}
      initialMessages={messages}
      initialEarlier={stored.data?.earlier ?? 0}
    />
  )
}
