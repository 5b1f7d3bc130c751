import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { FORMS, type Kind, type WireRefusal, type WireScript } from './wire-forms.fixture'

/** `hang up` ends the connection without a word. */
type Told = WireScript | WireRefusal | 'hang up'

/** A server that speaks each provider's wire format, one answer after the other as it is told. */
export class ScriptedWire {
  readonly received: { path: string; body: Record<string, unknown> }[] = []
  private readonly scripts: Told[] = []
  private readonly server: Server

  private constructor(private readonly kind: Kind) {
    this.server = createServer(async (request, response) => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part)
      this.received.push({ path: request.url ?? '', body: JSON.parse(Buffer.concat(parts).toString() || '{}') })
      this.answer(request.url ?? '', response)
    })
  }

  static async start(kind: Kind): Promise<ScriptedWire> {
    const wire = new ScriptedWire(kind)
    await new Promise<void>((done) => wire.server.listen(0, '127.0.0.1', done))
    return wire
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  get baseUrl(): string {
    return `http://${this.host}/v1`
  }

  next(...scripts: Told[]): void {
    this.scripts.push(...scripts)
  }

  /** Forgets what it was told and not asked for. */
  forget(): void {
    this.scripts.length = 0
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((done) => this.server.close(done))
  }

  private answer(path: string, response: ServerResponse): void {
    const form = FORMS[this.kind]
    const script = this.scripts.shift()
    if (script === 'hang up') response.destroy()
    else if (!script || !path.includes(form.path)) {
      response.writeHead(500).end('nothing was scripted for this')
    } else if ('status' in script) {
      response.writeHead(script.status, { 'content-type': 'application/json', ...script.headers })
      response.end(JSON.stringify(form.refuse(script)))
    } else {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      for (const line of form.stream(script)) response.write(line)
      if (typeof script.end === 'object' && 'line' in script.end) response.write(script.end.line)
      // what was written is read first
      if (script.end === 'cut') setTimeout(() => response.destroy(), 30)
      else response.end()
    }
  }
}
