import { useEffect, useLayoutEffect, useRef } from 'react'
import { useCommands } from './commands'

type StepKeysProps = {
  /** What is gone through, and under which heading the keys are explained: `context`, `Effect`. */
  noun: string
  group: string
  /** Ids in the order of the list; each item has its own as `data-step`. */
  ids: string[]
  shownId: string | undefined
  onShow: (id: string) => void
}

/** `j` and `k` go through a list, which scrolls along, as it does to what an address names. */
export function useStepKeys({ noun, group, ids, shownId, onShow }: StepKeysProps): void {
  // a key that is held comes again before the page has shown the step before it
  const at = useRef(shownId)
  useLayoutEffect(() => {
    at.current = shownId
  }, [shownId])
  const step = (by: 1 | -1) => {
    const next = ids[at.current === undefined ? 0 : ids.indexOf(at.current) + by]
    if (next === undefined) return
    at.current = next
    onShow(next)
  }
  useEffect(() => {
    if (shownId === undefined) return
    document.querySelector(`[data-step="${CSS.escape(shownId)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [shownId])
  useCommands([
    { id: `${noun}:next`, label: `Next ${noun}`, group, shortcut: 'j', isHidden: true, run: () => step(1) },
    { id: `${noun}:previous`, label: `Previous ${noun}`, group, shortcut: 'k', isHidden: true, run: () => step(-1) },
  ])
}
