import { afterEach, describe, expect, it, vi } from 'vitest'
import { moveStored, readStored, writeStored } from './browser-storage'

afterEach(() => vi.unstubAllGlobals())

const useStorage = (setItem: (stored: Map<string, string>, key: string, text: string) => void) => {
  const stored = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, text: string) => setItem(stored, key, text),
    removeItem: (key: string) => stored.delete(key),
  })
  return stored
}

describe('browser storage', () => {
  it('keeps and forgets', () => {
    const stored = useStorage((all, key, text) => all.set(key, text))
    expect(writeStored('a', 'text')).toBe(true)
    expect(stored.get('a')).toBe('text')
    expect(readStored('a')).toBe('text')
    expect(writeStored('a', null)).toBe(true)
    expect(readStored('a')).toBeNull()
  })

  it('keeps in the page what a full browser does not take', () => {
    const stored = useStorage(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    stored.set('b', 'what was stored before')
    expect(writeStored('b', 'newer')).toBe(false)
    expect(readStored('b')).toBe('newer')
    expect(writeStored('b', null)).toBe(true)
    expect(readStored('b')).toBeNull()
  })

  it('moves a text, and leaves what another page wrote meanwhile', () => {
    const stored = useStorage((all, key, text) => all.set(key, text))
    stored.set('new', 'mine')
    moveStored('new', 'first', 'mine')
    expect([...stored]).toEqual([['first', 'mine']])
    stored.set('new', 'of another page')
    moveStored('new', 'second', 'mine')
    moveStored('new', 'third', '')
    expect([...stored]).toEqual([
      ['first', 'mine'],
      ['new', 'of another page'],
      ['second', 'mine'],
    ])
  })

  it('does without storage', () => {
    vi.stubGlobal('localStorage', undefined)
    expect(readStored('c')).toBeNull()
    expect(writeStored('c', 'text')).toBe(false)
    expect(readStored('c')).toBe('text')
    writeStored('c', null)
    expect(readStored('c')).toBeNull()
  })
})
