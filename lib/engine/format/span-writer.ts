import type { Message, Span } from '../vocabulary/trace'

type SpanAttributes = Omit<Span, 'messageIndex' | 'start' | 'end' | 'tokens'>
export type SpanDraft = Omit<Span, 'tokens'>
export type RenderedContext = {
  messages: Message[]
  /** In order; each message's spans cover it without gap. */
  spans: SpanDraft[]
  /** The stable prefix: the messages before `messageIndex`, and that message up to `end`. */
  prefix: { messageIndex: number; end: number }
}

/** Writes messages and remembers where every piece of text came from. */
export class SpanWriter {
  private readonly messages: Message[] = []
  private readonly spans: SpanDraft[] = []
  private prefix = { messageIndex: 0, end: 0 }

  /** Of the message that is being written. */
  get role(): Message['role'] | undefined {
    return this.messages.at(-1)?.role
  }

  startMessage(role: Message['role']): void {
    this.messages.push({ role, content: '' })
  }

  append(text: string, attributes: SpanAttributes): void {
    const message = this.messages.at(-1)
    if (!message) throw new Error('append before startMessage')
    if (text === '') return
    const messageIndex = this.messages.length - 1
    const start = message.content.length
    message.content += text
    const last = this.spans.at(-1)
    const continuesFormat = last?.messageIndex === messageIndex && last.origin === 'format'
    if (continuesFormat && attributes.origin === 'format' && last.section === attributes.section) {
      last.end = message.content.length
    } else {
      this.spans.push({ messageIndex, start, end: message.content.length, ...attributes })
    }
  }

  /** Everything so far is the same for every query. */
  endPrefix(options: { isBreakpoint: boolean }): void {
    const message = this.messages.at(-1)
    if (!message) return
    this.prefix = { messageIndex: this.messages.length - 1, end: message.content.length }
    if (options.isBreakpoint) message.cacheBreakpoint = true
  }

  finish(): RenderedContext {
    return { messages: this.messages, spans: this.spans, prefix: this.prefix }
  }
}
