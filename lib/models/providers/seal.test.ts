import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seal, unseal } from './seal'

const key = randomBytes(32)

describe('seal', () => {
  it('gives back what was sealed, and never the same bytes twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, context) => {
        const sealed = seal(key, text, context)
        expect(unseal(key, sealed, context)).toBe(text.toWellFormed())
        expect(seal(key, text, context)).not.toBe(sealed)
      }),
    )
  })

  it('hides the text', () => {
    expect(seal(key, 'sk-secret', 'a')).not.toContain('sk-secret')
    expect(Buffer.from(seal(key, 'sk-secret', 'a').slice(3), 'base64url').toString('latin1')).not.toContain('secret')
  })

  it('opens with the same key and in the same place only', () => {
    const sealed = seal(key, 'sk-secret', 'provider:a:1')
    expect(unseal(randomBytes(32), sealed, 'provider:a:1')).toBeNull()
    expect(unseal(key, sealed, 'provider:b:1')).toBeNull()
  })

  it('notices every change', () => {
    const sealed = seal(key, 'sk-secret', 'a')
    const bytes = Buffer.from(sealed.slice(3), 'base64url')
    for (let index = 0; index < bytes.length; index++) {
      const changed = Buffer.from(bytes)
      changed.writeUInt8((changed.readUInt8(index) + 1) % 256, index)
      expect(unseal(key, `v1.${changed.toString('base64url')}`, 'a')).toBeNull()
    }
    for (const broken of ['', 'v1', 'v1.', 'v2.AAAA', 'v1.AAAA', sealed.slice(0, -8)]) {
      expect(unseal(key, broken, 'a')).toBeNull()
    }
  })
})
