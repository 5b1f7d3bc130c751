import { slice } from '@/lib/in-slices'
import { jsonParts } from '@/lib/texts/json-parts'
import { toStream } from '@/lib/to-stream'

/** A value as JSON. What is longer than a part is written while it is read. */
export function jsonResponse(value: unknown, init: { status: number }): Response {
  const parts = jsonParts(value)
  const first = parts.next().value ?? ''
  const second = parts.next()
  const headers = { 'content-type': 'application/json' }
  if (second.done) return new Response(first, { ...init, headers })
  return new Response(toStream(encode([first, second.value], parts)), { ...init, headers })
}

async function* encode(begun: string[], others: Generator<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for (const parts of [begun, others]) {
    for (const part of parts) {
      yield encoder.encode(part)
      await slice.next()
    }
  }
}
