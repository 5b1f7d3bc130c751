import type { NotificationDto, NotificationKind } from './inbox'

type Said = Pick<NotificationDto, 'kind' | 'number'>
type Place = Pick<NotificationDto, 'kind' | 'number' | 'moduleId' | 'threadId'>

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
    case 'dismissed':
      return 'dismissed the changes you requested'
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
export function pathOf({ kind, number, moduleId, threadId }: Place): string {
  const thread = threadId === null ? '' : `&thread=${encodeURIComponent(threadId)}`
  if (number === null) return `/modules/${encodeURIComponent(moduleId ?? '')}?tab=discussion${thread}`
  if (kind === 'edited' || kind === 'asked') return `/changes/${number}`
  return `/changes/${number}?tab=discussion${thread}`
}

/** What a person can want mails about, or not. */
export const KIND_WORDS: Record<NotificationKind, string> = {
  mention: 'Somebody mentions you',
  reply: 'Somebody answers in a thread of yours',
  comment: 'Somebody comments on your change',
  verdict: 'Somebody reviews your change request',
  dismissed: 'Somebody dismisses the changes you requested',
  asked: 'Somebody asks you for a review',
  edited: 'Somebody changes what you reviewed',
  merged: 'Somebody merges your change request',
  closed: 'Somebody closes your change request',
}
