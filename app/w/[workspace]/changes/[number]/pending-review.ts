'use client'

import { useCallback, useSyncExternalStore } from 'react'
import { readStored, writeStored } from '@/components/data/browser-storage'
import { randomKey } from '@/components/data/random-key'
import { shownWorkspace } from '@/components/data/shown-workspace'
import type { NewPlace, ThreadSide } from '@/lib/schemas/changes/discussion'

export type PendingThread = {
  id: string
  moduleId?: string
  policyId?: string
  querySetId?: string
  anchor?: { side: ThreadSide; line: number; text: string }
  place?: NewPlace
  /** What it stands on, as people know it; missing where another version wrote it. */
  on?: string
  text: string
}
type PendingReply = { id: string; threadId: string; text: string }
export type PendingReview = { threads: PendingThread[]; replies: PendingReply[] }

const NONE: PendingReview = { threads: [], replies: [] }
const listeners = new Set<() => void>()
/** What was read last, by key: a store has to answer with the same object while nothing changes. */
const known = new Map<string, { json: string; review: PendingReview }>()

export function readPending(key: string): PendingReview {
  const json = readStored(key) ?? ''
  const last = known.get(key)
  if (last?.json === json) return last.review
  const review = json === '' ? NONE : parse(json)
  known.set(key, { json, review })
  return review
}

/** What another version has stored and this one cannot read is left out. */
function parse(json: string): PendingReview {
  try {
    const { threads, replies } = JSON.parse(json) as Partial<PendingReview>
    return { threads: Array.isArray(threads) ? threads : [], replies: Array.isArray(replies) ? replies : [] }
  } catch {
    return NONE
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

/** The comments of a review that is not sent yet. They are kept in the browser, through reloads, until they are sent. */
export function usePendingReview(number: number) {
  const keyOf = useCallback(() => `review:${shownWorkspace()}:${number}`, [number])
  const review = useSyncExternalStore(
    subscribe,
    () => readPending(keyOf()),
    () => NONE,
  )
  const { threads, replies } = review
  return {
    review,
    count: threads.length + replies.length,
    addThread: (thread: Omit<PendingThread, 'id'>) => addPending(keyOf(), { threads: [thread] }),
    addReply: (reply: Omit<PendingReply, 'id'>) => addPending(keyOf(), { replies: [reply] }),
    remove: (...ids: string[]) => removePending(keyOf(), ids),
  }
}

type Added = { threads?: Omit<PendingThread, 'id'>[]; replies?: Omit<PendingReply, 'id'>[] }

/** Adds to what is stored now: another tab may have added meanwhile. */
export function addPending(key: string, { threads = [], replies = [] }: Added): void {
  const stored = readPending(key)
  store(key, {
    threads: [...stored.threads, ...threads.map((each) => ({ ...each, id: randomKey() }))],
    replies: [...stored.replies, ...replies.map((each) => ({ ...each, id: randomKey() }))],
  })
}

/** Takes these alone out of what is stored now. */
export function removePending(key: string, ids: string[]): void {
  const { threads, replies } = readPending(key)
  const isKept = ({ id }: { id: string }) => !ids.includes(id)
  store(key, { threads: threads.filter(isKept), replies: replies.filter(isKept) })
}

function store(key: string, next: PendingReview): void {
  writeStored(key, next.threads.length + next.replies.length === 0 ? null : JSON.stringify(next))
  for (const listener of listeners) listener()
}
