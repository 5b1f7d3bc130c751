// Each takes what `encode(array_send(…), 'base64')` or `encode(vector_send(…), 'base64')` returned: bytes themselves would
// come as hexadecimal digits, and Prisma takes several times longer for them than for a text.

/** Postgres's binary form of a one-dimensional `int[]` without nulls. */
export function decodeIntegers(base64: string): Int32Array {
  const view = viewOf(base64)
  const values = new Int32Array(arrayLength(view))
  for (let i = 0; i < values.length; i++) values[i] = view.getInt32(ARRAY_HEADER + 8 * i + 4)
  return values
}

/** Postgres's binary form of a one-dimensional `real[]` without nulls. */
export function decodeReals(base64: string): Float32Array {
  const view = viewOf(base64)
  const values = new Float32Array(arrayLength(view))
  for (let i = 0; i < values.length; i++) values[i] = view.getFloat32(ARRAY_HEADER + 8 * i + 4)
  return values
}

/** pgvector's binary form of a `vector`. */
export function decodeVector(base64: string): Float32Array {
  const view = viewOf(base64)
  const values = new Float32Array(view.getUint16(0))
  for (let i = 0; i < values.length; i++) values[i] = view.getFloat32(4 + 4 * i)
  return values
}

/** Dimensions, flags, element type, then length and lower bound of the one dimension; each element has its size first. */
const ARRAY_HEADER = 20

function arrayLength(view: DataView): number {
  return view.getInt32(0) === 0 ? 0 : view.getInt32(12)
}

function viewOf(base64: string): DataView {
  const bytes = Buffer.from(base64, 'base64')
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
