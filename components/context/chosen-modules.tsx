'use client'

import { Ban, Pin, X } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import type { ModuleChoice } from './module-choice'

type ChosenModulesProps = ModuleChoice & {
  /** As people know a module. */
  nameOf: (moduleId: string) => string
  className?: string
}

/** What was pinned and excluded for the next question, each to be taken back. */
export function ChosenModules({ pins, excludes, choose, nameOf, className }: ChosenModulesProps) {
  if (pins.length + excludes.length === 0) return null
  return (
    <ul aria-label="Pinned and excluded" className={cn('flex max-h-28 flex-wrap gap-1.5 overflow-y-auto', className)}>
      {pins.map((id) => (
        <Chip key={id} name={nameOf(id)} isPinned onRemove={() => choose(id, null)} />
      ))}
      {excludes.map((id) => (
        <Chip key={id} name={nameOf(id)} isPinned={false} onRemove={() => choose(id, null)} />
      ))}
    </ul>
  )
}

function Chip({ name, isPinned, onRemove }: { name: string; isPinned: boolean; onRemove: () => void }) {
  const Icon = isPinned ? Pin : Ban
  return (
    <li className="flex h-6 max-w-full items-center gap-1 rounded-md border bg-surface pl-1.5 text-xs">
      <Icon className="size-3 shrink-0 text-fg-muted" aria-hidden />
      <span className="text-fg-muted">{isPinned ? 'always' : 'without'}</span>
      <span className="truncate font-medium">{name}</span>
      <button
        type="button"
        aria-label={isPinned ? `Do not pin ${name}` : `Do not exclude ${name}`}
        onClick={onRemove}
        className="grid size-6 shrink-0 place-items-center rounded-md text-fg-muted hover:bg-muted hover:text-fg"
      >
        <X className="size-3" aria-hidden />
      </button>
    </li>
  )
}
