import { type LsaFit, largestOf, QUANTA } from './lsa-fit'

const MAGIC = 0x3241534c // "LSA2"
const HEADER_BYTES = 20

/**
 * A fit as bytes, little-endian: magic, dimensions, number of terms, number of documents, weight, then per term its id, idf and
 * quantum (4 bytes each) and one byte per dimension. A fit of 20,000 terms and 256 dimensions takes 5.4 MB.
 */
export function serializeLsaFit({ dimensions, terms, idf, projection, weight, documentCount }: LsaFit): Uint8Array {
  const count = terms.length
  const bytes = new Uint8Array(HEADER_BYTES + count * (12 + dimensions))
  const view = new DataView(bytes.buffer)
  const header = [MAGIC, dimensions, count, documentCount]
  header.forEach((value, i) => {
    view.setUint32(i * 4, value, true)
  })
  view.setFloat32(16, weight, true)
  const entries = new Int8Array(bytes.buffer, HEADER_BYTES + count * 12)
  for (let row = 0; row < count; row++) {
    const base = row * dimensions
    const quantum = Math.fround(largestOf(projection, base, dimensions) / QUANTA)
    view.setInt32(HEADER_BYTES + row * 4, terms[row]!, true)
    view.setFloat32(HEADER_BYTES + (count + row) * 4, idf[row]!, true)
    view.setFloat32(HEADER_BYTES + (2 * count + row) * 4, quantum, true)
    if (quantum === 0) continue
    for (let k = base; k < base + dimensions; k++) entries[k] = Math.round(projection[k]! / quantum)
  }
  return bytes
}

/** Whether somebody else should have the thread now, and a way to let them. */
type Turn = { readonly isOver: boolean; next(): Promise<void> }

/** The fit that `serializeLsaFit` wrote, row by row; throws a RangeError on anything else. */
export async function parseLsaFit(bytes: Uint8Array, turn: Turn): Promise<LsaFit> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.byteLength < HEADER_BYTES || view.getUint32(0, true) !== MAGIC) throw new RangeError('not an LSA fit')
  const [dimensions, count, documentCount] = [4, 8, 12].map((at) => view.getUint32(at, true)) as [
    number,
    number,
    number,
  ]
  if (bytes.byteLength !== HEADER_BYTES + count * (12 + dimensions)) throw new RangeError('an LSA fit cut short')
  const terms = new Int32Array(count)
  const idf = new Float32Array(count)
  const projection = new Float32Array(count * dimensions)
  const entries = new Int8Array(bytes.buffer, bytes.byteOffset + HEADER_BYTES + count * 12, count * dimensions)
  for (let row = 0; row < count; row++) {
    terms[row] = view.getInt32(HEADER_BYTES + row * 4, true)
    idf[row] = view.getFloat32(HEADER_BYTES + (count + row) * 4, true)
    const quantum = view.getFloat32(HEADER_BYTES + (2 * count + row) * 4, true)
    for (let k = row * dimensions; k < (row + 1) * dimensions; k++) projection[k] = entries[k]! * quantum
    if (turn.isOver) await turn.next()
  }
  return { dimensions, terms, idf, projection, weight: view.getFloat32(16, true), documentCount }
}
