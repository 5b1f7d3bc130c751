'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Eye, Heart, type LucideIcon, SmilePlus, ThumbsDown, ThumbsUp } from 'lucide-react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { DropdownMenu, MenuCheckboxItem } from '@/components/ui/dropdown-menu'
import { Tooltip } from '@/components/ui/tooltip'
import { REACTION_KINDS, type ReactionDto, type ReactionKind } from '@/lib/schemas/changes/discussion'
import { reactToCommentAction } from './actions'
import { describeReaction, REACTION_WORDS } from './discussion-words'
import type { Me } from './me'
import { showThread } from './queries'

const ICONS: Record<ReactionKind, LucideIcon> = { agree: ThumbsUp, disagree: ThumbsDown, thanks: Heart, looking: Eye }

type ReactionsProps = { threadId: string; commentId: string; authorName: string; reactions: ReactionDto[]; me: Me }

/** What members think of a comment; each sign tells who gave it, and is given and taken back at a click. */
export function Reactions({ threadId, commentId, authorName, reactions, me }: ReactionsProps) {
  const client = useQueryClient()
  const react = useAction(reactToCommentAction, { onSuccess: (thread) => showThread(client, thread) })
  const isMine = (kind: ReactionKind) =>
    reactions.some((each) => each.kind === kind && each.by.some(({ userId }) => userId === me.userId))
  const toggle = (kind: ReactionKind) => react.mutate({ threadId, commentId, kind, isGiven: !isMine(kind) })
  if (reactions.length === 0 && !me.canComment) return null
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-1">
      {reactions.map((reaction) => {
        const { kind, by } = reaction
        const Icon = ICONS[kind]
        return (
          <Tooltip key={kind} content={describeReaction(reaction)}>
            <Button
              size="sm"
              className={cn('tabular-nums', isMine(kind) && 'border-accent text-accent')}
              aria-pressed={isMine(kind)}
              aria-disabled={!me.canComment}
              onClick={() => toggle(kind)}
            >
              <Icon />
              {by.length}
              <span className="sr-only">{describeReaction(reaction)}</span>
            </Button>
          </Tooltip>
        )
      })}
      {me.canComment && (
        <DropdownMenu
          trigger={
            <Button variant="ghost" size="icon-sm" aria-label={`React to the comment of ${authorName}`}>
              <SmilePlus />
            </Button>
          }
        >
          {REACTION_KINDS.map((kind) => {
            const Icon = ICONS[kind]
            return (
              <MenuCheckboxItem key={kind} checked={isMine(kind)} onCheckedChange={() => toggle(kind)}>
                <Icon />
                {REACTION_WORDS[kind]}
              </MenuCheckboxItem>
            )
          })}
        </DropdownMenu>
      )}
    </div>
  )
}
