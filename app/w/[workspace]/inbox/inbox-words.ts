import type { InboxFilter, NotificationDto } from '@/lib/schemas/inbox'

/** What the inbox says; the test beside it holds each sentence against what it is said of. */

export const FILTER_WORDS: Record<InboxFilter, string> = {
  all: 'All',
  unread: 'Unread',
  mentions: 'Mentions me',
  review: 'Needs my review',
  mine: 'Mine',
}

type Said = Pick<NotificationDto, 'kind' | 'number'>

/** What somebody did, behind their name. */
export function describeNotification({ kind, number }: Said): string {
  switch (kind) {
    case 'mention':
      return 'mentioned you'
    case 'reply':
      return 'answered in a thread of yours'
    case 'comment':
      return number === null ? 'commented' : 'commented on your change'
    case 'verdict':
      return 'reviewed your change request'
    case 'asked':
      return 'asks you for a review'
    case 'edited':
      return 'changed what you reviewed'
    case 'merged':
      return 'merged your change request'
    case 'closed':
      return 'closed your change request'
  }
}

/** Where it is to be seen, in the workspace. */
export function pathOf({ kind, number, moduleId, threadId }: NotificationDto): string {
  const thread = threadId === null ? '' : `&thread=${encodeURIComponent(threadId)}`
  if (number === null) return `/modules/${encodeURIComponent(moduleId ?? '')}?tab=discussion${thread}`
  if (kind === 'edited' || kind === 'asked') return `/changes/${number}`
  return `/changes/${number}?tab=discussion${thread}`
}

const NOTHING: Record<InboxFilter, { title: string; description: string }> = {
  all: {
    title: 'Your inbox is empty',
    description:
      'Here stands what concerns you: mentions, answers in your threads, requests for your review, reviews and merges of your change requests, and changes of what you reviewed.',
  },
  unread: { title: 'Nothing is unread', description: 'You have seen all that concerns you.' },
  mentions: {
    title: 'Nobody has mentioned you',
    description: 'Who writes @ and your name or e-mail in a comment tells you of it here.',
  },
  review: {
    title: 'Nothing waits for your review',
    description: 'Here stands an open change request that you are asked to review, or that was edited after you did.',
  },
  mine: {
    title: 'Nothing new of your change requests',
    description: 'Comments, reviews and merges of change requests that you opened stand here.',
  },
}
export const describeNothing = (filter: InboxFilter) => NOTHING[filter]
