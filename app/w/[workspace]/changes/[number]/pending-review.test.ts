import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { addPending, readPending, removePending } from './pending-review'

const KEY = 'review:team:1'
const stored = new Map<string, string>()

beforeEach(() => {
  stored.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, text: string) => stored.set(key, text),
    removeItem: (key: string) => stored.delete(key),
  })
})
afterEach(() => vi.unstubAllGlobals())

const textsOf = () => [...readPending(KEY).threads, ...readPending(KEY).replies].map(({ text }) => text)

describe('a review that is not sent yet', () => {
  it('keeps what another tab has added since this one was drawn', () => {
    addPending(KEY, { threads: [{ text: 'here' }] })
    const elsewhere = { threads: [...readPending(KEY).threads, { id: 'other', text: 'there' }], replies: [] }
    stored.set(KEY, JSON.stringify(elsewhere))
    addPending(KEY, { replies: [{ threadId: 't', text: 'an answer' }] })
    expect(textsOf()).toEqual(['here', 'there', 'an answer'])
  })

  it('is rid of what was sent, and of nothing else', () => {
    addPending(KEY, { threads: [{ text: 'sent' }] })
    const sent = readPending(KEY).threads.map(({ id }) => id)
    addPending(KEY, { threads: [{ text: 'written while it was sent' }] })
    removePending(KEY, sent)
    expect(textsOf()).toEqual(['written while it was sent'])
    removePending(
      KEY,
      readPending(KEY).threads.map(({ id }) => id),
    )
    expect(stored.has(KEY)).toBe(false)
  })
})
