'use client'

import { Ban, Pin } from 'lucide-react'
import { Chip } from '@/components/ui/chip'
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
        <Chosen key={id} name={nameOf(id)} isPinned onRemove={() => choose(id, null)} />
      ))}
      {excludes.map((id) => (
        <Chosen key={id} name={nameOf(id)} isPinned={false} onRemove={() => choose(id, null)} />
      ))}
    </ul>
  )
}

function Chosen({ name, isPinned, onRemove }: { name: string; isPinned: boolean; onRemove: () => void }) {
  return (
    <li className="max-w-full">
      <Chip
        icon={isPinned ? Pin : Ban}
        word={isPinned ? 'always' : 'without'}
        name={name}
        removeLabel={isPinned ? `Do not pin ${name}` : `Do not exclude ${name}`}
        onRemove={onRemove}
      />
    </li>
  )
}
