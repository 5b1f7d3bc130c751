'use client'

import { useCommands } from './commands'

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-row]')]
}

/** The row that has the focus. */
export function currentRow(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>('[data-row]') ?? null
}

function focusRow(row: HTMLElement | undefined) {
  row?.querySelector<HTMLElement>('[data-row-link]')?.focus()
  row?.scrollIntoView({ block: 'nearest' })
}

/** Moves the focus to the link of the row that many rows further; from outside, to the first or last one. */
function moveFocus(step: 1 | -1) {
  const all = rows()
  const current = currentRow()
  const index = current ? all.indexOf(current) + step : step === 1 ? 0 : all.length - 1
  focusRow(all[Math.max(0, Math.min(all.length - 1, index))])
}

/** From the search to what it found. */
export function focusFirstRow() {
  focusRow(rows()[0])
}

/**
 * `j`, `k` and the arrows go through a list of `data-row` elements, each with one `data-row-link`. Enter is the link's own.
 * @param group the heading under which the keys are explained
 */
export function useRowKeys(group: string) {
  const next = () => moveFocus(1)
  const previous = () => moveFocus(-1)
  useCommands([
    { id: 'row:next', label: 'Next row', group, shortcut: 'j', isHidden: true, run: next },
    { id: 'row:next-arrow', label: 'Next row', group, shortcut: 'arrowdown', isHidden: true, run: next },
    { id: 'row:previous', label: 'Previous row', group, shortcut: 'k', isHidden: true, run: previous },
    { id: 'row:previous-arrow', label: 'Previous row', group, shortcut: 'arrowup', isHidden: true, run: previous },
  ])
}
