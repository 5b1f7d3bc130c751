import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the server does with one request for a completion. */
export type Script =
  | {
      /** Sent before the words. */
      thinking?: string[]
      deltas: string[]
      /** Asked for after the words. */
      tool?: { name: string; input: object }
      /** Beside the words of an answer that is not streamed. */
      annotations?: unknown
      delayMs?: number
      /** Waits before its first word. */
      silentMs?: number
      /** Waits before its last word. */
      heldUntil?: Promise<void>
      usage?: {
        prompt_tokens: number
        completion_tokens: number
        prompt_tokens_details?: { cached_tokens: number }
      }
      /** `length` at the limit that was asked for; by default the answer is whole. */
      finish?: 'stop' | 'length'
    }
  /** Breaks the connection after these words. */
  | { disconnectAfter: string[] }
  /** Ends the answer after these words without saying that it does. */
  | { endAfter: string[] }
  /** Says nothing more after these words, and keeps the connection. */
  | { silentAfter: string[] }
  /** Says this again and again, as fast as it is read. */
  | { endless: string }
  /** One line that never ends. */
  | { endlessLine: string }
  /** An error whose text never ends. */
  | { endlessError: number }
  | { status: number; error: string; headers?: Record<string, string> }
  | { redirectTo: string }

/** What the server does with one request for vectors; without a script it answers at once. */
export type EmbeddingScript =
  | { delayMs: number }
  | { heldUntil: Promise<void> }
  | 'endless'
  | { status: number; error: string; headers?: Record<string, string> }

export type ReceivedRequest = { path: string; authorization: string | undefined; body: Record<string, unknown> }

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  const text = Buffer.concat(parts).toString('utf8')
  return text === '' ? {} : JSON.parse(text)
}

const event = (data: unknown) => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`
const chunk = (delta: object, finishReason: string | null = null) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_700_000_000,
  model: 'scripted',
  choices: [{ index: 0, delta, finish_reason: finishReason }],
})

/** An OpenAI-compatible server that does what it is told, one script per completion, and keeps what it was sent. */
export class ScriptedOpenAi {
  readonly received: ReceivedRequest[] = []
  models = ['scripted-small', 'scripted-large']
  requiredKey: string | undefined
  /** Of a list of models that never ends, so much is repeated. */
  endlessModels: string | undefined
  /** Of the vectors it gives. */
  embeddingDimensions = 16
  /** While set, every request for vectors. */
  embeddingRule: ((texts: string[]) => EmbeddingScript | undefined) | undefined
  /** While set, what the vector of a text is made of: texts that mean the same have one. */
  meaningOf: ((text: string) => string) | undefined
  /** While set, every request for a completion. */
  completionRule: (() => Script) | undefined
  /** Counts what came, where a script does not say. */
  countInput: ((body: Record<string, unknown>) => number) | undefined
  private readonly scripts: Script[] = []
  private constructor(private readonly server: Server) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.handle(request, response).catch((error: unknown) => response.destroy(error as Error))
    })
  }

  static async start(): Promise<ScriptedOpenAi> {
    const server = createServer()
    const scripted = new ScriptedOpenAi(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return scripted
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}/v1`
  }

  next(...scripts: Script[]): void {
    this.scripts.push(...scripts)
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { authorization } = request.headers
    if (this.requiredKey !== undefined && authorization !== `Bearer ${this.requiredKey}`) {
      return sendError(response, 401, 'Incorrect API key provided: sk-wrong-key-1234.')
    }
    if (request.method === 'GET' && request.url?.endsWith('/models')) {
      if (this.endlessModels !== undefined) {
        response.writeHead(200, { 'content-type': 'application/json' })
        return repeat(response, this.endlessModels)
      }
      return sendJson(response, 200, { object: 'list', data: this.models.map((id) => ({ id, object: 'model' })) })
    }
    const body = await readJson(request)
    this.received.push({ path: request.url ?? '', authorization, body })
    if (request.url?.endsWith('/embeddings')) return this.embed(response, [body.input].flat().map(String))
    const script = this.completionRule?.() ?? this.scripts.shift() ?? { deltas: ['ok'] }
    if ('status' in script) return sendError(response, script.status, script.error, script.headers)
    if ('endlessError' in script) {
      response.writeHead(script.endlessError, { 'content-type': 'text/plain' })
      return repeat(response, 'It went wrong. ')
    }
    if ('redirectTo' in script) {
      response.writeHead(302, { location: script.redirectTo }).end()
      return
    }
    if (body.stream !== true) {
      if (!('deltas' in script)) return repeat(response.writeHead(200, { 'content-type': 'application/json' }), '{"a":')
      const content = script.deltas.join('')
      const message = { role: 'assistant', content, annotations: script.annotations }
      return sendJson(response, 200, {
        ...chunk({}),
        object: 'chat.completion',
        choices: [{ index: 0, message, finish_reason: 'stop' }],
      })
    }
    const counted = this.countInput?.(body)
    const usage = counted === undefined ? undefined : { prompt_tokens: counted, completion_tokens: 1 }
    await streamScript(response, 'deltas' in script ? { usage, ...script } : script)
  }

  private async embed(response: ServerResponse, texts: string[]): Promise<void> {
    const script = this.embeddingRule?.(texts)
    if (script === 'endless') return repeat(response.writeHead(200, { 'content-type': 'application/json' }), '[0.1,')
    if (script && 'status' in script) return sendError(response, script.status, script.error, script.headers)
    if (script) await ('delayMs' in script ? wait(script.delayMs) : script.heldUntil)
    if (response.destroyed) return
    const data = texts.map((text, index) => ({
      object: 'embedding',
      index,
      embedding: scriptedVector(this.meaningOf?.(text) ?? text, this.embeddingDimensions),
    }))
    sendJson(response, 200, { object: 'list', model: 'scripted', data, usage: { prompt_tokens: 1, total_tokens: 1 } })
  }
}

/** The vector that the server gives for a text: how often its letters occur, by their codes; not of unit length. */
function scriptedVector(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0.5)
  for (const letter of text.toLowerCase()) {
    const at = (letter.codePointAt(0) ?? 0) % dimensions
    vector[at] = (vector[at] ?? 0) + 1
  }
  return vector
}

/** Sends a text over and over in pieces of some 16 kB, until nobody reads any more. */
async function repeat(response: ServerResponse, text: string): Promise<void> {
  const piece = text.repeat(Math.ceil(16_384 / text.length))
  while (!response.destroyed) {
    if (response.write(piece)) await wait(0)
    else await Promise.race([once(response, 'drain'), once(response, 'close')])
  }
}

async function streamScript(
  response: ServerResponse,
  script: Exclude<Script, { status: number } | { redirectTo: string } | { endlessError: number }>,
) {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(event(chunk({ role: 'assistant', content: '' })))
  if ('disconnectAfter' in script) {
    for (const content of script.disconnectAfter) response.write(event(chunk({ content })))
    await wait(20)
    response.destroy()
    return
  }
  if ('endless' in script) return repeat(response, event(chunk({ content: script.endless })))
  if ('endlessLine' in script) {
    response.write('data: ')
    return repeat(response, script.endlessLine)
  }
  if ('endAfter' in script) {
    for (const content of script.endAfter) response.write(event(chunk({ content })))
    response.end()
    return
  }
  if ('silentAfter' in script) {
    for (const content of script.silentAfter) response.write(event(chunk({ content })))
    return
  }
  if (script.silentMs) await wait(script.silentMs)
  for (const reasoning_content of script.thinking ?? []) response.write(event(chunk({ reasoning_content })))
  for (const [at, content] of script.deltas.entries()) {
    if (at === script.deltas.length - 1) await script.heldUntil
    if (response.destroyed) return
    response.write(event(chunk({ content })))
    if (script.delayMs) await wait(script.delayMs)
  }
  if (script.tool) {
    const { name, input } = script.tool
    const call = { index: 0, id: 'call_1', type: 'function', function: { name, arguments: JSON.stringify(input) } }
    response.write(event(chunk({ tool_calls: [call] })))
  }
  response.write(event(chunk({}, script.finish ?? (script.tool ? 'tool_calls' : 'stop'))))
  if (script.usage) {
    const { prompt_tokens, completion_tokens } = script.usage
    const usage = { ...script.usage, total_tokens: prompt_tokens + completion_tokens }
    response.write(event({ ...chunk({}), choices: [], usage }))
  }
  response.end(event('[DONE]'))
}

function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

function sendError(response: ServerResponse, status: number, message: string, headers?: Record<string, string>): void {
  sendJson(response, status, { error: { message, type: 'invalid_request_error', code: null } }, headers)
}
