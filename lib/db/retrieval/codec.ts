import { TERM_DIMENSIONS, type TermWeights } from '../index-rows'
import type { Reader } from '../transaction'

/** Postgres's ids of types; an extension's are different in every database. */
export type VectorTypes = { vector: number; sparsevec: number }

const INTEGER = 23
const REAL = 700
/** Dimensions, flags, element type, then length and lower bound of the one dimension; each element has its size first. */
const ARRAY_HEADER = 20
/** The same in words of four bytes, with the size of the first element. */
const ARRAY_HEADER_WORDS = 6

export async function readVectorTypes(reader: Reader): Promise<VectorTypes> {
  const rows = await reader.$queryRaw<VectorTypes[]>`
    SELECT 'vector'::regtype::oid::int AS vector, 'sparsevec'::regtype::oid::int AS sparsevec`
  return rows[0] ?? { vector: 0, sparsevec: 0 }
}

/** Postgres's binary form of an `int[]`: a parameter that is a buffer is sent as it is, and read without parsing. */
export function encodeIntegers(values: ArrayLike<number>): Buffer {
  const bytes = arrayOf(INTEGER, values.length, 8 * values.length)
  for (let i = 0; i < values.length; i++) {
    bytes.writeInt32BE(4, ARRAY_HEADER + 8 * i)
    bytes.writeInt32BE(values[i]!, ARRAY_HEADER + 8 * i + 4)
  }
  return bytes
}

/** The same of a `real[]`. */
export function encodeReals(values: number[]): Buffer {
  const bytes = arrayOf(REAL, values.length, 8 * values.length)
  values.forEach((value, i) => {
    bytes.writeInt32BE(4, ARRAY_HEADER + 8 * i)
    bytes.writeFloatBE(value, ARRAY_HEADER + 8 * i + 4)
  })
  return bytes
}

/** pgvector's binary form of a `vector[]`. */
export function encodeVectors(types: VectorTypes, vectors: ArrayLike<number>[]): Buffer {
  const size = vectors.reduce((sum, vector) => sum + 8 + 4 * vector.length, 0)
  const bytes = arrayOf(types.vector, vectors.length, size)
  let at = ARRAY_HEADER
  for (const vector of vectors) {
    at = bytes.writeInt32BE(4 + 4 * vector.length, at)
    at = bytes.writeInt16BE(vector.length, at)
    at = bytes.writeInt16BE(0, at)
    for (let i = 0; i < vector.length; i++) at = bytes.writeFloatBE(vector[i]!, at)
  }
  return bytes
}

/** pgvector's binary form of a `sparsevec[]` of terms; each by ascending id. */
export function encodeSparsevecs(types: VectorTypes, rows: TermWeights[]): Buffer {
  const size = rows.reduce((sum, weights) => sum + 16 + 8 * weights.length, 0)
  const bytes = arrayOf(types.sparsevec, rows.length, size)
  let at = ARRAY_HEADER
  for (const weights of rows) {
    at = bytes.writeInt32BE(12 + 8 * weights.length, at)
    at = bytes.writeInt32BE(TERM_DIMENSIONS, at)
    at = bytes.writeInt32BE(weights.length, at)
    at = bytes.writeInt32BE(0, at)
    for (const [id] of weights) at = bytes.writeInt32BE(id, at)
    for (const [, weight] of weights) at = bytes.writeFloatBE(weight, at)
  }
  return bytes
}

function arrayOf(type: number, length: number, size: number): Buffer {
  const bytes = Buffer.alloc(ARRAY_HEADER + size)
  bytes.writeInt32BE(1, 0)
  bytes.writeInt32BE(type, 8)
  bytes.writeInt32BE(length, 12)
  bytes.writeInt32BE(1, 16)
  return bytes
}

// Decoders take what `encode(array_send(…), 'base64')` or `encode(vector_send(…), 'base64')` returned: bytes themselves would
// come as hexadecimal digits, and Prisma takes several times longer for them than for a text.

/** A document’s columns as the decoders read them: the text of an array would take longer to read than to fetch. */
export type DocumentColumns = {
  ordinal: number
  length: number
  termIds: string
  termFrequencies: string
  vector: string | null
}

/** Postgres's binary form of a one-dimensional `int[]` without nulls. */
export function decodeIntegers(base64: string, memory = NEW_MEMORY): Int32Array {
  const { integers } = readWords(base64)
  const values = new Int32Array(...memory(arrayLength(integers)))
  for (let i = 0; i < values.length; i++) values[i] = integers[ARRAY_HEADER_WORDS + 2 * i]!
  return values
}

/** Postgres's binary form of a one-dimensional `real[]` without nulls. */
export function decodeReals(base64: string, memory = NEW_MEMORY): Float32Array {
  const { integers, reals } = readWords(base64)
  const values = new Float32Array(...memory(arrayLength(integers)))
  for (let i = 0; i < values.length; i++) values[i] = reals[ARRAY_HEADER_WORDS + 2 * i]!
  return values
}

/** pgvector's binary form of a `vector`: its dimensions and two bytes of nothing, then the numbers. */
export function decodeVector(base64: string, memory = NEW_MEMORY): Float32Array {
  const { reals, length } = readWords(base64)
  const values = new Float32Array(...memory(length - 1))
  values.set(reals.subarray(1, length))
  return values
}

function arrayLength(words: Int32Array): number {
  return words[0] === 0 ? 0 : words[3]!
}

/** Memory for so many words of four bytes: the buffer, where in it, and how many. */
export type Memory = (words: number) => [buffer: ArrayBuffer, byteOffset: number, words: number]

const NEW_MEMORY: Memory = (words) => [new ArrayBuffer(words * WORD_BYTES), 0, words]

/**
 * Memory for many arrays that live and end together. The collector of garbage works on the event loop, milliseconds at a
 * time, while many small buffers are made.
 */
export function sharedMemory(): Memory {
  let buffer = new ArrayBuffer(0)
  let next = 0
  return (words) => {
    const bytes = words * WORD_BYTES
    if (bytes > SHARED_BYTES / 4) return NEW_MEMORY(words)
    if (next + bytes > buffer.byteLength) {
      buffer = new ArrayBuffer(SHARED_BYTES)
      next = 0
    }
    next += bytes
    return [buffer, next - bytes, words]
  }
}

/** Words of four bytes, as integers and as reals; what stands behind `length` is of an earlier one. */
type Words = { integers: Int32Array; reals: Float32Array; length: number }

const WORD_BYTES = 4
const SHARED_BYTES = 256 * 1024
const SCRATCH_BYTES = 256 * 1024
const scratch = openScratch(SCRATCH_BYTES)

/**
 * The bytes with the order that this machine has within each four of them, until the next ones are read: to make memory
 * for each of a hundred thousand arrays and throw it away takes longer than reading them.
 */
function readWords(base64: string): Words {
  const { bytes, integers, reals } = base64.length > SCRATCH_BYTES ? openScratch(base64.length) : scratch
  const length = Math.floor(bytes.write(base64, 'base64') / WORD_BYTES)
  bytes.subarray(0, length * WORD_BYTES).swap32()
  return { integers, reals, length }
}

function openScratch(size: number) {
  const buffer = new ArrayBuffer(Math.ceil(size / WORD_BYTES) * WORD_BYTES)
  return { bytes: Buffer.from(buffer), integers: new Int32Array(buffer), reals: new Float32Array(buffer) }
}
