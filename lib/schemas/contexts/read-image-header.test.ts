import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DOT, HEADERS } from './images.fixture'
import { readImageHeader } from './read-image-header'

const KINDS = Object.keys(HEADERS) as (keyof typeof HEADERS)[]

describe('readImageHeader', () => {
  it.each(KINDS)('reads the size of %s', (mediaType) => {
    const size = fc.tuple(fc.integer({ min: 1, max: 16_383 }), fc.integer({ min: 1, max: 16_383 }))
    fc.assert(
      fc.property(size, ([width, height]) => {
        expect(readImageHeader(HEADERS[mediaType](width, height))).toEqual({ mediaType, width, height })
      }),
    )
  })

  it('reads lossy and lossless WebP', () => {
    const riff = (kind: string, ...rest: number[]) =>
      Buffer.concat([Buffer.from(`RIFF\0\0\0\0WEBP${kind}\0\0\0\0`, 'latin1'), Buffer.from(rest)])
    expect(readImageHeader(riff('VP8 ', 0, 0, 0, 0x9d, 0x01, 0x2a, 0x80, 0x42, 0xe0, 0x01))).toEqual({
      mediaType: 'image/webp',
      width: 640,
      height: 480,
    })
    const bits = (640 - 1) | ((480 - 1) << 14)
    const bytes = [bits & 255, (bits >> 8) & 255, (bits >> 16) & 255, (bits >> 24) & 255]
    expect(readImageHeader(riff('VP8L', 0x2f, ...bytes))).toEqual({ mediaType: 'image/webp', width: 640, height: 480 })
  })

  it('reads a whole image', () => {
    expect(readImageHeader(Buffer.from(DOT, 'base64'))).toEqual({ mediaType: 'image/png', width: 1, height: 1 })
  })

  it.each(['<svg xmlns="http://www.w3.org/2000/svg"/>', '%PDF-1.7', '', 'GIF8', 'RIFF', '\xff\xd8\xff\xda'])(
    'takes %j for no image',
    (content) => expect(readImageHeader(Buffer.from(content, 'latin1'))).toBeNull(),
  )

  it('takes what is cut, or has no size, for no image', () => {
    for (const kind of KINDS) {
      const whole = HEADERS[kind](640, 480)
      for (const length of [4, 12, 20]) expect(readImageHeader(whole.subarray(0, Math.min(length, 8)))).toBeNull()
      if (kind !== 'image/webp') expect(readImageHeader(HEADERS[kind](0, 480))).toBeNull()
    }
  })

  it('never throws', () => {
    const begun = fc.tuple(fc.constantFrom(...KINDS), fc.uint8Array({ maxLength: 64 }), fc.nat(40))
    fc.assert(
      fc.property(begun, ([kind, noise, at]) => {
        const bytes = Buffer.concat([HEADERS[kind](9, 9).subarray(0, at), noise])
        const header = readImageHeader(bytes)
        expect(header === null || header.width > 0).toBe(true)
      }),
    )
  })
})
