import { toCitation } from './completion-sources'

type Words = { annotations?: unknown } | null | undefined
type Completion = { choices?: { delta?: Words; message?: Words }[] }

/**
 * A chat completion, or a piece of one, with the annotations alone that OpenAI's own models make: the client refuses one
 * that has others, which gateways send, with all of its words.
 */
function withKnownAnnotations(text: string): string {
  if (!text.includes('"annotations"')) return text
  try {
    const start = text.indexOf('{')
    const completion: Completion = JSON.parse(text.slice(start))
    for (const { delta, message } of completion.choices ?? []) {
      for (const words of [delta, message]) {
        if (!words || !('annotations' in words)) continue
        const given = Array.isArray(words.annotations) ? words.annotations : []
        const pages = given.map(toCitation).filter((page) => page !== undefined)
        words.annotations = pages.map(({ url, title = '' }) => ({
          type: 'url_citation',
          url_citation: { url, title, start_index: 0, end_index: 0 },
        }))
      }
    }
    return text.slice(0, start) + JSON.stringify(completion)
  } catch {
    return text
  }
}

function mendLines(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  let unended = ''
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read()
        const [rest = '', ...begun] = decoder.decode(value, { stream: !done }).split('\n')
        unended += rest
        let mended = ''
        for (const line of begun) {
          mended += `${withKnownAnnotations(unended)}\n`
          unended = line
        }
        if (done) mended += withKnownAnnotations(unended)
        controller.enqueue(encoder.encode(mended))
        if (done) controller.close()
      },
      cancel: (reason) => reader.cancel(reason),
    },
    // what is read ahead would be lost with the connection
    { highWaterMark: 0 },
  )
}

/** The same fetch, whose chat completions have no annotations that OpenAI's client does not know. */
export function mendAnnotations(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    if (!response.ok || !response.body) return response
    const { status, statusText } = response
    const isWhole = response.headers.get('content-type')?.includes('json')
    const body = isWhole ? withKnownAnnotations(await response.text()) : mendLines(response.body)
    return new Response(body, { status, statusText, headers: new Headers([...response.headers]) })
  }
}
