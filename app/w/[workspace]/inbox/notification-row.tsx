import {
  AtSign,
  GitMerge,
  GitPullRequestClosed,
  type LucideIcon,
  MessageSquareText,
  Pencil,
  Reply,
  UserRoundCheck,
  UserRoundX,
  Vote,
} from 'lucide-react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { RelativeTime } from '@/components/ui/relative-time'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { describeNotification, pathOf } from '@/lib/schemas/changes/describe-notification'
import type { NotificationDto, NotificationKind } from '@/lib/schemas/changes/inbox'

const ICONS: Record<NotificationKind, LucideIcon> = {
  mention: AtSign,
  reply: Reply,
  comment: MessageSquareText,
  verdict: Vote,
  dismissed: UserRoundX,
  asked: UserRoundCheck,
  edited: Pencil,
  merged: GitMerge,
  closed: GitPullRequestClosed,
}

type NotificationRowProps = { notification: NotificationDto; onMark: (isRead: boolean) => void }

export function NotificationRow({ notification, onMark }: NotificationRowProps) {
  const { id, kind, number, title, said, actor, createdAt, isRead } = notification
  const Icon = ICONS[kind]
  return (
    <li data-row={id} className="flex items-center gap-1 border-b pr-2 hover:bg-muted">
      <WorkspaceLink
        data-row-link
        href={pathOf(notification)}
        onClick={() => !isRead && onMark(true)}
        className="flex min-w-0 flex-1 items-start gap-3 px-4 py-2.5 focus-visible:-outline-offset-2"
      >
        <span className="relative mt-0.5">
          <Icon className={cn('size-4', isRead ? 'text-fg-faint' : 'text-accent')} aria-hidden />
        </span>
        <span className="min-w-0 flex-1">
          <span className={cn('block truncate text-sm', !isRead && 'font-medium')} title={title}>
            {number !== null && <span className="font-mono font-normal text-fg-faint">#{number} </span>}
            {title}
            {!isRead && <span className="sr-only"> (unread)</span>}
          </span>
          <span className="block truncate text-fg-muted text-xs">
            {actor.name} {describeNotification(notification)}
          </span>
          {said && <span className="block truncate text-fg-muted text-xs">“{said}”</span>}
        </span>
        <RelativeTime date={createdAt} className="shrink-0 text-fg-faint text-xs" />
      </WorkspaceLink>
      <Button
        size="sm"
        variant="ghost"
        className="shrink-0 max-sm:hidden"
        aria-label={`${isRead ? 'Mark unread' : 'Mark read'}: ${title}`}
        onClick={() => onMark(!isRead)}
      >
        {isRead ? 'Mark unread' : 'Mark read'}
      </Button>
    </li>
  )
}
