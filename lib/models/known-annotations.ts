import { toCitation } from './completion-sources'

type Piece = { choices?: { delta?: { annotations?: unknown } | null }[] }

/**
 * A piece of chat completions with the annotations alone that OpenAI's own models make: the client refuses a piece that has
 * another, which gateways send, with all of its words.
 */
function withKnownAnnotations(line: string): string {
  if (!line.includes('"annotations"')) return line
  try {
    const start = line.indexOf('{')
    const piece: Piece = JSON.parse(line.slice(start))
    for (const { delta } of piece.choices ?? []) {
      if (!delta || !('annotations' in delta)) continue
      const given = Array.isArray(delta.annotations) ? delta.annotations : []
      const pages = given.map(toCitation).filter((page) => page !== undefined)
      delta.annotations = pages.map(({ url, title = '' }) => ({
        type: 'url_citation',
        url_citation: { url, title, start_index: 0, end_index: 0 },
      }))
    }
    return line.slice(0, start) + JSON.stringify(piece)
  } catch {
    return line
  }
}

function mendLines(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  let unended: string[] = []
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read()
        const text = decoder.decode(value, { stream: !done })
        const end = done ? text.length : text.lastIndexOf('\n') + 1
        const whole = end > 0 || done ? unended.join('') + text.slice(0, end) : ''
        if (end > 0) unended = []
        if (end < text.length) unended.push(text.slice(end))
        controller.enqueue(encoder.encode(whole.split('\n').map(withKnownAnnotations).join('\n')))
        if (done) controller.close()
      },
      cancel: (reason) => reader.cancel(reason),
    },
    // what is read ahead would be lost with the connection
    { highWaterMark: 0 },
  )
}

/** The same fetch, whose streams of chat completions name no annotations that OpenAI's client does not know. */
export function mendAnnotations(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    if (!response.ok || !response.body) return response
    const { status, statusText } = response
    return new Response(mendLines(response.body), { status, statusText, headers: new Headers([...response.headers]) })
  }
}
