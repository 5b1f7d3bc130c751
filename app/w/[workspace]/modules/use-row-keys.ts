'use client'

import { useCommands } from '@/components/frame/commands'

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-row]')]
}

function currentRow(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>('[data-row]') ?? null
}

/** Moves the focus to the link of the row that many rows further; from outside, to the first or last one. */
function moveFocus(step: 1 | -1) {
  const all = rows()
  const current = currentRow()
  const index = current ? all.indexOf(current) + step : step === 1 ? 0 : all.length - 1
  const row = all[Math.max(0, Math.min(all.length - 1, index))]
  row?.querySelector<HTMLElement>('[data-row-link]')?.focus()
  row?.scrollIntoView({ block: 'nearest' })
}

/** From the search to what it found. */
export function focusFirstRow() {
  rows()[0]?.querySelector<HTMLElement>('[data-row-link]')?.focus()
}

type RowKeys = {
  onToggle: (id: string) => void
  onArchive: (id: string) => void
  onSearch: () => void
  onNew: () => void
  onClear: () => void
}

/** Keyboard of a list of `data-row` elements, each with one `data-row-link`. Enter is the link's own. */
export function useRowKeys({ onToggle, onArchive, onSearch, onNew, onClear }: RowKeys) {
  const group = 'Modules'
  const next = () => moveFocus(1)
  const previous = () => moveFocus(-1)
  useCommands([
    { id: 'modules:next', label: 'Next row', group, shortcut: 'j', isHidden: true, run: next },
    { id: 'modules:next-arrow', label: 'Next row', group, shortcut: 'arrowdown', isHidden: true, run: next },
    { id: 'modules:previous', label: 'Previous row', group, shortcut: 'k', isHidden: true, run: previous },
    { id: 'modules:previous-arrow', label: 'Previous row', group, shortcut: 'arrowup', isHidden: true, run: previous },
    {
      id: 'modules:select',
      label: 'Select the row',
      group,
      shortcut: 'x',
      isHidden: true,
      run: () => {
        const id = currentRow()?.dataset.row
        if (id) onToggle(id)
      },
    },
    {
      id: 'modules:archive',
      label: 'Archive or restore the row',
      group,
      shortcut: 'e',
      isHidden: true,
      run: () => {
        const id = currentRow()?.dataset.row
        if (id) onArchive(id)
      },
    },
    { id: 'modules:clear', label: 'Clear the selection', group, shortcut: 'escape', isHidden: true, run: onClear },
    { id: 'modules:search', label: 'Search modules', group, shortcut: '/', run: onSearch },
    { id: 'modules:new', label: 'New module', group, shortcut: 'n', run: onNew },
  ])
}
