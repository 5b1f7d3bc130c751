'use client'

import { useCommands } from '@/components/frame/commands'

/** Asks an element with `data-threads` to bring one of its threads to where it is seen. */
export const REVEAL = 'revealthread'

/** The threads of the page in its order. An editor draws those near to what is seen alone; its holder names all of them. */
function listThreads(): string[] {
  const found: string[] = []
  for (const element of document.querySelectorAll<HTMLElement>('[data-threads], [data-thread]')) {
    const holder = element.closest<HTMLElement>('[data-threads]')
    if (holder === element) found.push(...(element.dataset.threads ?? '').split(' ').filter(Boolean))
    else if (!holder && element.dataset.thread) found.push(element.dataset.thread)
  }
  return found
}

/** The thread after or before the one that has the focus; round at the ends. */
function moveTo(step: 1 | -1): void {
  const threads = listThreads()
  if (threads.length === 0) return
  const focused = document.activeElement?.closest<HTMLElement>('[data-thread]')?.dataset.thread ?? ''
  const current = threads.indexOf(focused)
  const next = current === -1 ? (step === 1 ? 0 : threads.length - 1) : current + step
  goToThread(threads[(next + threads.length) % threads.length] ?? '')
}

/** Gives a thread of the page the focus. */
export function goToThread(id: string): void {
  const focus = () => {
    const thread = document.querySelector<HTMLElement>(`[data-thread="${CSS.escape(id)}"]`)
    thread?.focus({ preventScroll: true })
    thread?.scrollIntoView({ block: 'center' })
  }
  const holder = document.querySelector(`[data-threads~="${CSS.escape(id)}"]`)
  if (!holder) {
    focus()
    return
  }
  holder.dispatchEvent(new CustomEvent(REVEAL, { detail: id }))
  // the editor draws what it scrolls to in the next frame, and measures it in the one after
  requestAnimationFrame(() => requestAnimationFrame(focus))
}

/** Keys that go from thread to thread. */
export function useThreadKeys(): void {
  useCommands([
    {
      id: 'thread:next',
      label: 'Next thread',
      group: 'Change request',
      shortcut: 'n',
      run: () => moveTo(1),
    },
    {
      id: 'thread:previous',
      label: 'Previous thread',
      group: 'Change request',
      shortcut: 'p',
      run: () => moveTo(-1),
    },
  ])
}
