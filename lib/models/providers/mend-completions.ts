/** Puts a line of a stream, or a whole completion, in other words; what it does not know it leaves as it is. */
type Mend = (text: string) => string

function mendLines(body: ReadableStream<Uint8Array>, mend: Mend): ReadableStream<Uint8Array> {
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
          mended += `${mend(unended)}\n`
          unended = line
        }
        if (done) mended += mend(unended)
        controller.enqueue(encoder.encode(mended))
        if (done) controller.close()
      },
      cancel: (reason) => reader.cancel(reason),
    },
    // what is read ahead would be lost with the connection
    { highWaterMark: 0 },
  )
}

/** The same fetch, with what a server says in chat completions put as its client knows it. */
export function mendCompletions(fetch: typeof globalThis.fetch, mend: Mend): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    if (!response.ok || !response.body) return response
    const { status, statusText } = response
    const isWhole = response.headers.get('content-type')?.includes('json')
    const body = isWhole ? mend(await response.text()) : mendLines(response.body, mend)
    return new Response(body, { status, statusText, headers: new Headers([...response.headers]) })
  }
}
