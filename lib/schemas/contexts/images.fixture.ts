/** A whole PNG image of one red dot, in base64. */
export const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg=='

const text = (letters: string) => Buffer.from(letters, 'latin1')

function number(value: number, bytes: number, isLittle = false): Buffer {
  const buffer = Buffer.alloc(bytes)
  if (isLittle) buffer.writeUIntLE(value, 0, bytes)
  else buffer.writeUIntBE(value, 0, bytes)
  return buffer
}

/** The beginning of an image of each kind, and `fill` bytes after it. */
export const HEADERS = {
  'image/png': (width: number, height: number) =>
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      number(13, 4),
      text('IHDR'),
      number(width, 4),
      number(height, 4),
      number(0, 5),
    ]),
  'image/gif': (width: number, height: number) =>
    Buffer.concat([text('GIF89a'), number(width, 2, true), number(height, 2, true), number(0, 3)]),
  'image/jpeg': (width: number, height: number) =>
    Buffer.concat([
      Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      number(16, 2),
      Buffer.alloc(14),
      Buffer.from([0xff, 0xff, 0xc2]),
      number(17, 2),
      number(8, 1),
      number(height, 2),
      number(width, 2),
      number(0, 6),
    ]),
  'image/webp': (width: number, height: number) =>
    Buffer.concat([
      text('RIFF'),
      number(22, 4, true),
      text('WEBPVP8X'),
      number(10, 4, true),
      number(0, 4),
      number(width - 1, 3, true),
      number(height - 1, 3, true),
    ]),
}

/** A PNG by its header, in base64; of another `fill` other bytes follow. */
export const imageOf = (width: number, height: number, fill = '', kind: keyof typeof HEADERS = 'image/png') =>
  Buffer.concat([HEADERS[kind](width, height), text(fill)]).toString('base64')
