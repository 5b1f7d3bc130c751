import { describe, expect, it } from 'vitest'
import { keyOf, mayBeShortcut } from './commands'

describe('keyOf', () => {
  const event = (key: string, modifiers: { ctrlKey?: boolean; metaKey?: boolean; shiftKey?: boolean } = {}) =>
    keyOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, ...modifiers })
  it('writes keys as shortcuts are written', () => {
    expect(event('k', { ctrlKey: true })).toBe('mod+k')
    expect(event('K', { metaKey: true, shiftKey: true })).toBe('mod+shift+k')
    expect(event('?', { shiftKey: true })).toBe('?')
    expect(event('ArrowDown')).toBe('arrowdown')
  })
})

describe('mayBeShortcut', () => {
  it.each([
    ['n', true],
    ['mod+enter', true],
    ['mod+k', true],
  ])('%s on the page itself', (key, may) => expect(mayBeShortcut(key, false)).toBe(may))

  it.each([
    ['n', false],
    // it sends what stands there
    ['mod+enter', false],
    ['mod+shift+enter', false],
    ['mod+k', true],
    ['mod+s', true],
  ])('%s in a field or a dialog', (key, may) => expect(mayBeShortcut(key, true)).toBe(may))
})
