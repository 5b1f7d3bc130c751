'use client'

import { useCommands } from '@/components/frame/commands'

/** The thread after or before the one that has the focus, in the order of the page; round at its ends. */
function moveTo(step: 1 | -1): void {
  const threads = [...document.querySelectorAll<HTMLElement>('[data-thread]')]
  if (threads.length === 0) return
  const current = threads.findIndex((thread) => thread.contains(document.activeElement))
  const next = current === -1 ? (step === 1 ? 0 : threads.length - 1) : current + step
  show(threads[(next + threads.length) % threads.length])
}

function show(thread: HTMLElement | null | undefined): void {
  thread?.focus({ preventScroll: true })
  thread?.scrollIntoView({ block: 'center' })
}

/** Gives a thread of the page the focus. */
export const goToThread = (id: string): void =>
  show(document.querySelector<HTMLElement>(`[data-thread="${CSS.escape(id)}"]`))

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
