import { LIMITS } from '@/lib/schemas/limits'

/** A provider sent more than an answer of its kind may hold. */
export class TooLongAnswerError extends Error {
  override readonly name = 'TooLongAnswerError'
  constructor(readonly maxBytes: number) {
    super(`more than ${maxBytes.toLocaleString('en')} bytes came`)
  }
}

/** The connection ended after the answer had begun. */
export class BrokenOffError extends Error {
  override readonly name = 'BrokenOffError'
}

export type ResponseBounds = {
  /** Of the body, decompressed. */
  maxBytes: number
  /** Of one line of it: readers of event streams keep a line until it ends. Without: as long as the body. */
  maxLineBytes?: number
}

/** What else an error says is not worth waiting for. */
const ERROR_TIMEOUT_MS = 10_000
const NEWLINE = 10

/** Of an aborted request the body fails with the reason; of a lost connection with a TypeError. */
function toBodyError(error: unknown, signal: AbortSignal | null | undefined): unknown {
  return signal?.aborted ? signal.reason : new BrokenOffError('the connection broke off', { cause: error })
}

function boundBody(
  body: ReadableStream<Uint8Array>,
  { maxBytes, maxLineBytes = maxBytes }: ResponseBounds,
  signal: AbortSignal | null | undefined,
): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  let bytes = 0
  let lineBytes = 0
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw toBodyError(error, signal)
      })
      if (done) return controller.close()
      const lastLine = value.lastIndexOf(NEWLINE)
      bytes += value.byteLength
      lineBytes = lastLine < 0 ? lineBytes + value.byteLength : value.byteLength - lastLine - 1
      const limit = bytes > maxBytes ? maxBytes : lineBytes > maxLineBytes ? maxLineBytes : undefined
      if (limit !== undefined) {
        const error = new TooLongAnswerError(limit)
        // nobody waits for the far end to agree
        reader.cancel(error).catch(() => undefined)
        throw error
      }
      controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

/** The beginning of an error's text, as far as it comes in time. */
async function readError(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = body.getReader()
  const parts: Uint8Array[] = []
  let bytes = 0
  const timer = setTimeout(() => reader.cancel().catch(() => undefined), ERROR_TIMEOUT_MS)
  try {
    while (bytes < LIMITS.providerErrorBytes) {
      const { done, value } = await reader.read()
      if (done) break
      parts.push(value)
      bytes += value.byteLength
    }
  } catch {
    // what came before the connection broke says enough
  } finally {
    clearTimeout(timer)
    reader.cancel().catch(() => undefined)
  }
  return Buffer.concat(parts).subarray(0, LIMITS.providerErrorBytes)
}

/**
 * The same response, with a body that ends: an error's is cut at `LIMITS.providerErrorBytes` and read at once, any other
 * fails with a `TooLongAnswerError` beyond its bounds and with a `BrokenOffError` when the connection is lost.
 */
export async function boundResponse(
  response: Response,
  bounds: ResponseBounds,
  signal?: AbortSignal | null,
): Promise<Response> {
  if (!response.body) return response
  const { status, statusText } = response
  const headers = new Headers([...response.headers])
  const body = response.ok ? boundBody(response.body, bounds, signal) : new Uint8Array(await readError(response.body))
  return new Response(body, { status, statusText, headers })
}
