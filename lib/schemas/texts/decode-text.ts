/** Marks at the beginning of a file that say how its text is encoded; longer ones first. */
const MARKS: { mark: number[]; encoding: string; isRead: boolean }[] = [
  { mark: [0xff, 0xfe, 0, 0], encoding: 'UTF-32', isRead: false },
  { mark: [0, 0, 0xfe, 0xff], encoding: 'UTF-32', isRead: false },
  { mark: [0xff, 0xfe], encoding: 'UTF-16LE', isRead: true },
  { mark: [0xfe, 0xff], encoding: 'UTF-16BE', isRead: true },
]
const SAMPLE_BYTES = 4_096

/** A text; `note` says how it was read where the file did not tell. Or what the file seems to be and what to do. */
export type Decoded = { text: string; note?: string } | { problem: string }

/**
 * The text of a file that says how it is encoded: UTF-8, or UTF-16 with its mark.
 * @returns null where it is neither, and may still be text in the encoding of some system
 */
export function decodeText(bytes: Uint8Array): Decoded | null {
  const marked = MARKS.find(({ mark }) => mark.every((byte, i) => bytes[i] === byte))
  if (marked && !marked.isRead) return { problem: `The file is ${marked.encoding} text: save it as UTF-8.` }
  const text = decode(bytes, marked?.encoding ?? 'UTF-8')
  if (marked) return text === null ? { problem: `The file is not valid ${marked.encoding} text.` } : { text }
  if (isUnmarkedUtf16(bytes)) return { problem: 'The file seems to be UTF-16 text without its mark: save it as UTF-8.' }
  if (text !== null) return { text }
  return bytes.includes(0) ? { problem: 'The file is binary: it is not text.' } : null
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Latin letters in UTF-16 have a zero for every second byte. */
function isUnmarkedUtf16(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const zeros = [0, 0]
  sample.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2]!++
  })
  const [even = 0, odd = 0] = zeros
  return sample.length >= 4 && Math.max(even, odd) > sample.length / 4 && Math.min(even, odd) < sample.length / 50
}
