'use client'

import { Ban, CircleHelp, ExternalLink, ListChecks, type LucideIcon, Pin } from 'lucide-react'
import { useState } from 'react'
import { useCheckSource } from '@/components/context/checks/check-source'
import { SaveCheckDialog, type SeenPassage } from '@/components/context/checks/save-check'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Tooltip } from '@/components/ui/tooltip'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { useModuleChoice } from './module-choice'

type ModuleActionsProps = {
  moduleId: string
  /** Of the module or of its part, as people read it. */
  title: string
  /** Where its text is edited. */
  href: string
  /** Opens the reason with its numbers. */
  onWhy?: () => void
  /** Its text as it is shown, which can be labelled. */
  readPassage?: () => SeenPassage
  /** With words, where there is room for them. */
  isLabelled?: boolean
  className?: string
}

/** What can be done with a module wherever it is shown: send it always, never, see why, check it, open it. */
export function ModuleActions({
  moduleId,
  title,
  href,
  onWhy,
  readPassage,
  isLabelled = false,
  className,
}: ModuleActionsProps) {
  const chosen = useModuleChoice()
  const source = useCheckSource()
  const [saved, setSaved] = useState<{ passage?: SeenPassage } | null>(null)
  const isPinned = chosen?.pins.includes(moduleId) ?? false
  const isExcluded = chosen?.excludes.includes(moduleId) ?? false
  const shape = { isLabelled, title }
  return (
    <span className={cn('flex items-center gap-0.5', className)}>
      {chosen && (
        <>
          <ActionButton
            {...shape}
            icon={Pin}
            word="Pin"
            hint="Always send it"
            isOn={isPinned}
            onClick={() => chosen.choose(moduleId, isPinned ? null : 'pin')}
          />
          <ActionButton
            {...shape}
            icon={Ban}
            word="Exclude"
            hint="Leave it out"
            isOn={isExcluded}
            onClick={() => chosen.choose(moduleId, isExcluded ? null : 'exclude')}
          />
        </>
      )}
      {onWhy && (
        <ActionButton {...shape} icon={CircleHelp} word="Why" hint="The reason, with its numbers" onClick={onWhy} />
      )}
      {source && (
        <ActionButton
          {...shape}
          icon={ListChecks}
          word="Check"
          hint="Save as a check or a label: it is in the context of this question, or should be found for it"
          onClick={() => setSaved(readPassage ? { passage: readPassage() } : {})}
        />
      )}
      {source && saved && <SaveCheckDialog {...{ source, moduleId, title, ...saved }} onClose={() => setSaved(null)} />}
      <Tooltip content="Open the module at this passage">
        <Button asChild variant="ghost" size={isLabelled ? 'sm' : 'icon-sm'}>
          <WorkspaceLink href={href} aria-label={`Open ${title}`}>
            <ExternalLink />
            {isLabelled && 'Open module'}
          </WorkspaceLink>
        </Button>
      </Tooltip>
    </span>
  )
}

type ActionButtonProps = {
  icon: LucideIcon
  word: string
  hint: string
  title: string
  isLabelled: boolean
  isOn?: boolean
  onClick: () => void
}

function ActionButton({ icon: Icon, word, hint, title, isLabelled, isOn, onClick }: ActionButtonProps) {
  return (
    <Tooltip content={hint}>
      <Button
        variant="ghost"
        size={isLabelled ? 'sm' : 'icon-sm'}
        aria-label={`${word} ${title}`}
        aria-pressed={isOn}
        className={cn(isOn && 'bg-accent/10 text-accent hover:text-accent')}
        onClick={onClick}
      >
        <Icon />
        {isLabelled && word}
      </Button>
    </Tooltip>
  )
}
