import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants } from 'node:zlib'

const compress = promisify(brotliCompress)
const decompress = promisify(brotliDecompress)

/** The fastest: what says much twice becomes a tenth, in less time than writing it takes. */
const OPTIONS = { params: { [constants.BROTLI_PARAM_QUALITY]: 0 } }

/** A value as JSON that is compressed with Brotli. */
export function packJson(value: object): Promise<Buffer> {
  return compress(JSON.stringify(value), OPTIONS)
}

export async function unpackJson(packed: Uint8Array): Promise<unknown> {
  return JSON.parse((await decompress(packed)).toString())
}
