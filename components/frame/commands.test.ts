import { describe, expect, it } from 'vitest'
import { findCommand, keyOf, mayBeShortcut } from './commands'

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

describe('findCommand', () => {
  const commands = ['n', 'k', 'g n', 'g m', 'mod+k', 'g k'].map((shortcut) => ({ shortcut }))
  const ran = (before: string, key: string) => findCommand(commands, before, key)?.shortcut

  it('takes the sequence before the key alone', () => {
    expect(ran('g', 'n')).toBe('g n')
    expect(ran('g', 'k')).toBe('g k')
    // whichever was offered last
    expect(findCommand([...commands].reverse(), 'g', 'n')?.shortcut).toBe('g n')
  })

  it('runs no single key while a sequence is begun', () => {
    expect(findCommand([{ shortcut: 'n' }, { shortcut: 'g m' }], 'g', 'n')).toBeUndefined()
    expect(ran('g', 'mod+k')).toBe('mod+k')
  })

  it('runs a key alone, also after one that begins nothing', () => {
    expect(ran('', 'n')).toBe('n')
    expect(ran('k', 'n')).toBe('n')
    expect(ran('', 'g')).toBeUndefined()
  })
})
