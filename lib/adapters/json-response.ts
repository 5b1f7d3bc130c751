import { slice } from '@/lib/in-slices'
import { jsonParts } from '@/lib/texts/json-parts'
import { toStream } from '@/lib/to-stream'

/** A value as JSON. What is longer than a part is written while it is read. */
export function jsonResponse(value: unknown, init: { status: number }): Response {
  const parts = jsonParts(value)
  // what cannot be written fails before anything is answered
  const begun = [parts.next(), parts.next()].flatMap((part) => (part.done ? [] : [part.value]))
  const body = begun.length > 1 ? toStream(inTurns(begun, parts)) : toStream(atOnce(begun))
  return new Response(body, { ...init, headers: { 'content-type': 'application/json' } })
}

// a stream hands bytes on as they are; a text or a buffer, a response would copy first
async function* atOnce(parts: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts
}

async function* inTurns(begun: Uint8Array[], others: Generator<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const parts of [begun, others]) {
    for (const part of parts) {
      yield part
      await slice.next()
    }
  }
}
