'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronDown, Columns3, Plus, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { OtherwiseItems } from '@/app/w/[workspace]/playground/thread/retry-with'
import { modelsQuery } from '@/components/data/models-query'
import { useCommands } from '@/components/frame/commands'
import { Button } from '@/components/ui/button'
import { DropdownMenu } from '@/components/ui/dropdown-menu'
import { Tooltip } from '@/components/ui/tooltip'
import { MAX_BESIDE, nextColumn, type Otherwise } from './columns'
import { useColumnNames } from './use-column-names'

type Columns = {
  /** What the composer says, for the first column. */
  chosen: Otherwise
  beside: Otherwise[]
  onChange: (beside: Otherwise[]) => void
}

export type ColumnChoice = Columns & {
  chips: RefObject<HTMLUListElement | null>
  /** Undefined where there is no room for one more. */
  add: (() => void) | undefined
  remove: (at: number) => void
}

/** Adds columns and takes them away. The focus goes to what was added, and from what is gone to what takes its place. */
export function useColumnEdits({ chosen, beside, onChange }: Columns): ColumnChoice {
  const models = useQuery(modelsQuery()).data?.items ?? []
  const chips = useRef<HTMLUListElement>(null)
  const focused = useRef<number | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the chips are there, or gone
  useEffect(() => {
    if (focused.current === null) return
    const all = chips.current?.querySelectorAll<HTMLButtonElement>('button[data-chip]') ?? []
    const chip = all[Math.min(focused.current, all.length - 1)] ?? document.getElementById('question')
    chip?.focus()
    focused.current = null
  }, [beside.length])
  const change = (next: Otherwise[], at: number) => {
    focused.current = at
    onChange(next)
  }
  const add = () => change([...beside, nextColumn([chosen, ...beside], models)], beside.length)
  const remove = (at: number) =>
    change(
      beside.filter((_, index) => index !== at),
      at,
    )
  return { chosen, beside, onChange, chips, add: beside.length < MAX_BESIDE ? add : undefined, remove }
}

/** Begins to ask side by side. */
export function AskBeside({ beside, add, remove }: ColumnChoice) {
  useCommands([
    ...(add
      ? [{ id: 'add-column', label: 'Ask one more side by side', group: 'Playground', shortcut: 'c', run: add }]
      : []),
    ...(beside.length > 0
      ? [
          {
            id: 'remove-column',
            label: 'Ask one less side by side',
            group: 'Playground',
            shortcut: 'shift+c',
            run: () => remove(beside.length - 1),
          },
        ]
      : []),
  ])
  if (beside.length > 0) return null
  return (
    <Tooltip content="Ask several models, policies or releases at once" shortcut="c">
      <Button variant="ghost" size="sm" className="text-fg-muted" onClick={add}>
        <Columns3 />
        <span className="@max-3xl:sr-only">Side by side</span>
      </Button>
    </Tooltip>
  )
}

/** The columns that the next question is asked in. */
export function ColumnChips({ chosen, beside, onChange, chips, add, remove }: ColumnChoice) {
  const tell = useColumnNames()
  if (beside.length === 0) return null

  const onKeyDown = (event: KeyboardEvent, at: number) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return
    event.preventDefault()
    remove(at)
  }
  return (
    <ul ref={chips} aria-label="Asked side by side" className="flex flex-wrap items-center gap-1.5 px-3 pt-2.5 text-xs">
      <li
        className="flex h-6 max-w-full items-center gap-1 rounded-md border bg-surface px-1.5"
        title="As chosen below"
      >
        <span className="tabular text-fg-muted">1</span>
        <span className="truncate font-medium">{tell(chosen)}</span>
      </li>
      {beside.map((column, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
        <li key={at} className="flex h-6 max-w-full items-center rounded-md border bg-surface">
          <DropdownMenu
            side="top"
            trigger={
              <button
                type="button"
                data-chip
                title="Choose a model, policy or release; Delete removes it"
                onKeyDown={(event) => onKeyDown(event, at)}
                className="flex h-full min-w-0 items-center gap-1 rounded-md px-1.5 hover:bg-muted"
              >
                <span className="sr-only">Column</span>
                <span className="tabular text-fg-muted">{at + 2}</span>
                <span className="truncate font-medium">{tell({ ...chosen, ...column })}</span>
                <ChevronDown className="size-3 shrink-0 text-fg-muted" aria-hidden />
              </button>
            }
          >
            <OtherwiseItems
              verb="Ask"
              onChoose={(named) => onChange(beside.map((each, index) => (index === at ? { ...each, ...named } : each)))}
            />
          </DropdownMenu>
          <button
            type="button"
            aria-label={`Remove column ${at + 2}`}
            onClick={() => remove(at)}
            className="grid size-6 shrink-0 place-items-center rounded-md text-fg-muted hover:bg-muted hover:text-fg"
          >
            <X className="size-3" aria-hidden />
          </button>
        </li>
      ))}
      {add && (
        <li>
          <Tooltip content="One more column" shortcut="c">
            <Button variant="ghost" size="icon-sm" aria-label="Add a column" onClick={add}>
              <Plus />
            </Button>
          </Tooltip>
        </li>
      )}
    </ul>
  )
}
