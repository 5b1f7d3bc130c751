'use client'

import type { LucideIcon } from 'lucide-react'
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'

export type Command = {
  id: string
  label: string
  /** Heading in the palette and in the shortcut help. */
  group: string
  /** `mod+k`, `n`, `shift+p`, or two keys in a row: `g m`. Single keys and `mod+enter` do nothing while typing. */
  shortcut?: string
  icon?: LucideIcon
  /** Shortcut only: not offered in the palette. */
  isHidden?: boolean
  /** What else people call it; the palette finds it by these as well. */
  words?: string
  /** Offered in the palette to those who type for it, not before. */
  isOnlyFound?: boolean
  run: () => void
}

type CommandStore = {
  register: (commands: Command[]) => () => void
  subscribe: (listener: () => void) => () => void
  list: () => Command[]
}

const CommandContext = createContext<CommandStore | null>(null)

function createStore(): CommandStore {
  const groups = new Map<symbol, Command[]>()
  const listeners = new Set<() => void>()
  let all: Command[] = []
  const changed = () => {
    all = [...groups.values()].flat()
    for (const listener of listeners) listener()
  }
  return {
    register(commands) {
      const key = Symbol('commands')
      groups.set(key, commands)
      changed()
      return () => {
        groups.delete(key)
        changed()
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    list: () => all,
  }
}

function useStore(): CommandStore {
  const store = useContext(CommandContext)
  if (!store) throw new Error('Commands are used inside the workspace layout')
  return store
}

/** Offers commands in the palette and on the keyboard for as long as the component is mounted. */
export function useCommands(commands: Command[]) {
  const { register } = useStore()
  const latest = useRef(commands)
  useEffect(() => {
    latest.current = commands
  })
  const signature = commands.map((command) => `${command.id}\0${command.label}\0${command.shortcut ?? ''}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the commands; `run` is read late
  useEffect(
    () => register(latest.current.map((command, index) => ({ ...command, run: () => latest.current[index]?.run() }))),
    [register, signature],
  )
}

const NONE: Command[] = []

export function useCommandList(): Command[] {
  const store = useStore()
  return useSyncExternalStore(store.subscribe, store.list, () => NONE)
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  // a closed list chooses by letters too
  const isList = target.getAttribute('role') === 'combobox'
  return target.isContentEditable || isList || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}

const LAYERS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'

/** Whether a key, as `keyOf` writes it, may be a shortcut where it was pressed: `mod+enter` sends what a field or a layer holds. */
export function mayBeShortcut(key: string, isTaken: boolean): boolean {
  return !isTaken || (key.startsWith('mod+') && !key.endsWith('+enter'))
}

/** The event's key as written in `shortcut`; shift is named only for letters: `?` needs no `shift+`. */
export function keyOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>): string {
  const key = event.key.toLowerCase()
  const isLetter = /^[a-z]$/.test(key) || key.length > 1
  return `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${event.shiftKey && isLetter ? 'shift+' : ''}${key}`
}

/** How long the first key of a sequence waits for the second. */
const SEQUENCE_MS = 900

/**
 * The command that a key runs; a sequence that it completes comes first, and while one is begun no single key does anything.
 * @param before the key before it, empty where that ran a command or is long ago
 */
export function findCommand<C extends Pick<Command, 'shortcut'>>(commands: C[], before: string, key: string) {
  const begun = before === '' ? '' : `${before} `
  const isBegun = begun !== '' && commands.some(({ shortcut }) => shortcut?.startsWith(begun))
  const shortcut = isBegun && !key.startsWith('mod+') ? begun + key : key
  return commands.findLast((command) => command.shortcut === shortcut)
}

export function CommandProvider({ children }: { children: ReactNode }) {
  const [store] = useState(createStore)
  const pending = useRef({ key: '', at: 0 })

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.isComposing) return
      const key = keyOf(event)
      if (!mayBeShortcut(key, isTyping(event.target) || document.querySelector(LAYERS) !== null)) return
      const isRecent = event.timeStamp - pending.current.at < SEQUENCE_MS
      const command = findCommand(store.list(), isRecent ? pending.current.key : '', key)
      pending.current = { key: command ? '' : key, at: event.timeStamp }
      if (!command) return
      event.preventDefault()
      command.run()
    },
    [store],
  )
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [onKeyDown])

  return <CommandContext.Provider value={useMemo(() => store, [store])}>{children}</CommandContext.Provider>
}
