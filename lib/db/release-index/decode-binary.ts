/** Postgres's binary form of a one-dimensional `int[]` without nulls. */
export function decodeIntegers(bytes: Uint8Array): Int32Array {
  const view = viewOf(bytes)
  const values = new Int32Array(arrayLength(view))
  for (let i = 0; i < values.length; i++) values[i] = view.getInt32(ARRAY_HEADER + 8 * i + 4)
  return values
}

/** Postgres's binary form of a one-dimensional `real[]` without nulls. */
export function decodeReals(bytes: Uint8Array): Float32Array {
  const view = viewOf(bytes)
  const values = new Float32Array(arrayLength(view))
  for (let i = 0; i < values.length; i++) values[i] = view.getFloat32(ARRAY_HEADER + 8 * i + 4)
  return values
}

/** pgvector's binary form of a `vector`. */
export function decodeVector(bytes: Uint8Array): Float32Array {
  const view = viewOf(bytes)
  const values = new Float32Array(view.getUint16(0))
  for (let i = 0; i < values.length; i++) values[i] = view.getFloat32(4 + 4 * i)
  return values
}

/** Dimensions, flags, element type, then length and lower bound of the one dimension; each element has its size first. */
const ARRAY_HEADER = 20

function arrayLength(view: DataView): number {
  return view.getInt32(0) === 0 ? 0 : view.getInt32(12)
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
