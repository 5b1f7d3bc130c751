import type { ImageMediaType } from '@/lib/engine'

export type ImageHeader = { mediaType: ImageMediaType; width: number; height: number }

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

const isText = (bytes: Uint8Array, at: number, text: string) =>
  [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0))

/**
 * What an image says of itself by its first bytes, whatever its name says; null for anything but PNG, JPEG, WebP and GIF,
 * and for one that says no size. Sizes are in pixels, 1 and up.
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const header = readPng(view, bytes) ?? readGif(view, bytes) ?? readWebp(view, bytes) ?? readJpeg(view)
    return header && header.width > 0 && header.height > 0 ? header : null
  } catch (error) {
    // it ends before it has said its size
    if (error instanceof RangeError) return null
    throw error
  }
}

/** https://www.w3.org/TR/png-3/#11IHDR */
function readPng(view: DataView, bytes: Uint8Array): ImageHeader | null {
  if (PNG.some((byte, at) => bytes[at] !== byte) || !isText(bytes, 12, 'IHDR')) return null
  return { mediaType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

/** https://www.w3.org/Graphics/GIF/spec-gif89a.txt, 18 */
function readGif(view: DataView, bytes: Uint8Array): ImageHeader | null {
  if (!isText(bytes, 0, 'GIF87a') && !isText(bytes, 0, 'GIF89a')) return null
  return { mediaType: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
}

/** RFC 9649, 2.5 to 2.7 */
function readWebp(view: DataView, bytes: Uint8Array): ImageHeader | null {
  if (!isText(bytes, 0, 'RIFF') || !isText(bytes, 8, 'WEBP')) return null
  const sized = (width: number, height: number): ImageHeader => ({ mediaType: 'image/webp', width, height })
  const least = (at: number) => view.getUint32(at, true)
  if (isText(bytes, 12, 'VP8X')) return sized((least(24) & 0xffffff) + 1, ((least(26) >>> 8) & 0xffffff) + 1)
  if (isText(bytes, 12, 'VP8L') && view.getUint8(20) === 0x2f) {
    const bits = least(21)
    return sized((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
  }
  if (isText(bytes, 12, 'VP8 ') && view.getUint8(23) === 0x9d && view.getUint8(24) === 0x01) {
    return sized(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff)
  }
  return null
}

/** The frame header that every JPEG has before its data: ITU-T T.81, B.2.2. */
function readJpeg(view: DataView): ImageHeader | null {
  if (view.getUint16(0) !== 0xffd8) return null
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    // bytes may fill the place before a marker
    if (marker === 0xff) at++
    else if (isFrame(marker)) {
      return { mediaType: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    } else if (marker === 0xda || marker === 0xd9) return null
    else {
      const length = view.getUint16(at + 2)
      if (length < 2) return null
      at += 2 + length
    }
  }
}

const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
