'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  CircleCheck,
  CircleX,
  GitMerge,
  GitPullRequestArrow,
  type LucideIcon,
  MessageSquareText,
  Pencil,
  ShieldAlert,
  Undo2,
  UserRoundCheck,
} from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { ClientError } from '@/components/data/api-client'
import { runAction } from '@/components/data/use-action'
import { Markdown } from '@/components/markdown/markdown'
import { ErrorState, LoadedBefore } from '@/components/ui/error-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Skeleton } from '@/components/ui/skeleton'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import type { ChangeEventDto, EventKind, ThreadDto } from '@/lib/schemas/changes/discussion'
import { nameThing } from '@/lib/schemas/thing'
import { startThreadAction } from '../../discussion/actions'
import { CommentForm } from '../../discussion/comment-form'
import { describeAnchor, describeEvent, describePlace } from '../../discussion/discussion-words'
import type { Me } from '../../discussion/me'
import { eventsQuery, showThread, threadsQuery } from '../../discussion/queries'
import { ThreadCard } from '../../discussion/thread-card'
import { isOpenStatus } from '../change-words'
import { changeSearchParams } from '../search-params'
import { PendingList } from './pending-list'
import { usePendingReview } from './pending-review'

type DiscussionTabProps = { change: ChangeRequestDto; me: Me }

/** What happened to a change request, with what was said of it, in order. */
export function DiscussionTab({ change, me }: DiscussionTabProps) {
  const { number } = change
  const client = useQueryClient()
  const events = useQuery(eventsQuery(number))
  const threads = useQuery(threadsQuery({ number }))
  const { count, addThread } = usePendingReview(number)
  const isOpen = isOpenStatus(change.status)
  const error = events.error ?? threads.error
  const start = async (text: string) => showThread(client, await runAction(startThreadAction, { number, text }))
  const keep = (text: string) => {
    addThread({ text })
    return undefined
  }
  if (error && !(events.data && threads.data)) {
    return (
      <ErrorState
        title="The discussion could not be loaded"
        description={error.message}
        requestId={error instanceof ClientError ? error.requestId : undefined}
        onRetry={() => void Promise.all([events.refetch(), threads.refetch()])}
      />
    )
  }
  if (!events.data || !threads.data) {
    return (
      <div className="space-y-3 p-4" role="status" aria-label="Loading the discussion">
        <Skeleton className="h-6 w-72" />
        <Skeleton className="h-24 max-w-3xl" />
      </div>
    )
  }
  return (
    <div className="max-w-3xl space-y-4 p-4">
      <LoadedBefore error={error} />
      <ol aria-label="Timeline" className="space-y-3">
        {toTimeline(events.data, threads.data).map(({ event, thread }) =>
          thread ? (
            <li key={event.id}>
              <TimelineThread change={change} thread={thread} me={me} isOpen={isOpen} />
            </li>
          ) : (
            <li key={event.id}>
              <TimelineEvent event={event} />
            </li>
          ),
        )}
      </ol>
      <PendingList number={number} />
      {me.canComment ? (
        <CommentForm
          draftKey={`change:${number}`}
          label="Comment on the change request"
          submits={[
            { label: 'Comment', run: start },
            ...(isOpen ? [{ label: count > 0 ? 'Add to review' : 'Start a review', run: keep }] : []),
          ]}
        />
      ) : (
        <p className="text-fg-muted text-xs">Viewers read discussions; reviewers and editors comment.</p>
      )}
    </div>
  )
}

type Entry = { event: ChangeEventDto; thread: ThreadDto | null }

/** A thread stands where it began; its later comments are in it. */
function toTimeline(events: ChangeEventDto[], threads: ThreadDto[]): Entry[] {
  const byId = new Map(threads.map((thread) => [thread.id, thread]))
  const seen = new Set<unknown>()
  return events.flatMap((event): Entry[] => {
    const { kind, detail } = event
    if (kind !== 'commented') return [{ event, thread: null }]
    const { threadId } = detail
    if (seen.has(threadId)) return []
    seen.add(threadId)
    return [{ event, thread: byId.get(String(threadId)) ?? null }]
  })
}

type TimelineThreadProps = { change: ChangeRequestDto; thread: ThreadDto; me: Me; isOpen: boolean }

function TimelineThread({ change, thread, me, isOpen }: TimelineThreadProps) {
  const { number } = change
  const [{ thread: selected }, setSearch] = useQueryStates(changeSearchParams)
  const { addReply } = usePendingReview(number)
  const { id, moduleId, policyId, querySetId, anchor, place } = thread
  return (
    <ThreadCard
      thread={thread}
      me={me}
      isSelected={id === selected}
      onAddToReview={isOpen ? (text) => addReply({ threadId: id, text }) : undefined}
      place={
        place ? (
          <button
            type="button"
            className="min-w-0 truncate rounded-md text-accent hover:underline"
            onClick={() =>
              void setSearch({
                ...{ tab: place.kind === 'check' ? 'checks' : 'effect', thread: id },
                ...{ set: place.querySetId, query: place.queryId },
              })
            }
          >
            {describePlace(place, thread.things)} of “{place.question}”
          </button>
        ) : (
          anchor && (
            <button
              type="button"
              className="min-w-0 truncate rounded-md text-accent hover:underline"
              onClick={() => {
                const shown = { module: moduleId, policy: policyId, set: querySetId }
                void setSearch({ tab: 'edits', ...shown, thread: id })
              }}
            >
              {nameEdit(thread)}, {describeAnchor(anchor)}
            </button>
          )
        )
      }
    />
  )
}

function nameEdit({ moduleId, policyId, querySetId, things }: ThreadDto): string {
  if (moduleId !== null) return nameThing(things, 'module', moduleId)
  if (policyId !== null) return nameThing(things, 'policy', policyId)
  return querySetId === null ? 'a query set' : nameThing(things, 'querySet', querySetId)
}

const ICONS: Record<EventKind, LucideIcon> = {
  created: GitPullRequestArrow,
  edited: Pencil,
  changed: Pencil,
  asked: UserRoundCheck,
  reviewed: MessageSquareText,
  merged: GitMerge,
  dismissed: ShieldAlert,
  bypassed: ShieldAlert,
  reverted: Undo2,
  commented: MessageSquareText,
  resolved: CircleCheck,
  reopened: MessageSquareText,
}

function iconOf({ kind, detail }: ChangeEventDto): LucideIcon {
  if (kind === 'reviewed' && detail.verdict === 'approved') return CircleCheck
  if (kind === 'reviewed' && detail.verdict === 'changes') return CircleX
  return ICONS[kind]
}

function TimelineEvent({ event }: { event: ChangeEventDto }) {
  const { kind, actor, at, detail } = event
  const Icon = iconOf(event)
  const comment = kind === 'reviewed' && typeof detail.comment === 'string' ? detail.comment : ''
  return (
    <div className="flex gap-2 text-fg-muted text-sm">
      <Icon className="mt-0.5 size-4 shrink-0 text-fg-faint" aria-hidden />
      <div className="min-w-0">
        <p className="[overflow-wrap:anywhere]">
          <span className="font-medium text-fg">{actor.name}</span>{' '}
          {kind === 'reverted' ? (
            <WorkspaceLink href={`/changes/${String(detail.by)}`} className="hover:underline">
              {describeEvent(event)}
            </WorkspaceLink>
          ) : (
            describeEvent(event)
          )}{' '}
          <RelativeTime date={at} className="whitespace-nowrap text-fg-faint text-xs" />
        </p>
        {comment.trim() !== '' && <Markdown className="mt-1 rounded-md border p-3 text-fg text-sm">{comment}</Markdown>}
      </div>
    </div>
  )
}
