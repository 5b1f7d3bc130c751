import type { InboxFilter } from '@/lib/schemas/changes/inbox'
import type { WaitingReason } from '@/lib/schemas/changes/waiting-review'

/** What the inbox says; the test beside it holds each sentence against what it is said of. */

export const FILTER_WORDS: Record<InboxFilter, string> = {
  all: 'All',
  unread: 'Unread',
  mentions: 'Mentions me',
  review: 'Needs my review',
  mine: 'Mine',
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
    description:
      'Here stands an open change request that you are asked to review, that changed after you did, or that a review rule keeps for you.',
  },
  mine: {
    title: 'Nothing new of your change requests',
    description: 'Comments, reviews and merges of change requests that you opened stand here.',
  },
}
export const describeNothing = (filter: InboxFilter) => NOTHING[filter]

/** Why a change request waits for who looks. */
export const REASON_WORDS: Record<WaitingReason, string> = {
  asked: 'you are asked for a review',
  changed: 'it changed after your review',
  rule: 'a review rule waits for you',
  anybody: 'it needs an approval, and nobody was asked',
}
