import { describe, expect, it } from 'vitest'
import { decodeText } from './decode-text'

const utf16 = (text: string, isBig: boolean, mark = true) => {
  const bytes = Buffer.from(mark ? `\uFEFF${text}` : text, 'utf16le')
  return isBig ? bytes.swap16() : bytes
}

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from('# Größe 文')],
    ['UTF-8 with a mark', Buffer.from('\uFEFF# Größe 文')],
    ['UTF-16 little endian', utf16('# Größe 文', false)],
    ['UTF-16 big endian', utf16('# Größe 文', true)],
  ])('reads %s', (_, bytes) => {
    expect(decodeText(bytes)).toEqual({ text: '# Größe 文' })
  })

  it.each([
    ['binary', Buffer.from([0x89, 0x50, 0, 0x80]), /binary/],
    ['UTF-16 without a mark', utf16('# Some heading', false, false), /without its mark/],
    ['UTF-16 without a mark, big endian', utf16('# Some heading', true, false), /without its mark/],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]), /UTF-32/],
    ['half a character of UTF-16', utf16('ab', false).subarray(0, 5), /not valid UTF-16/],
  ])('refuses %s by name', (_, bytes, problem) => {
    expect(decodeText(bytes)).toEqual({ problem: expect.stringMatching(problem) })
  })

  it('does not guess at what has no mark and is not UTF-8', () => {
    expect(decodeText(Buffer.from('Größe', 'latin1'))).toBeNull()
  })

  it('leaves an empty file empty', () => expect(decodeText(new Uint8Array())).toEqual({ text: '' }))
})
