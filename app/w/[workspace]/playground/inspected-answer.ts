import { type ChatMessage, compositionIdOf } from './chat-message'

/** What the inspector shows, and what the conversation lets do with it. */
export type Inspected = {
  /** Undefined where there is no answer yet. */
  message: ChatMessage | 'composing' | undefined
  /** Compositions of the answers to the same question, oldest first, its own among them. */
  siblings: string[]
  /** The composition of the last answer to another question before. */
  before: string | undefined
  /** Asks the last question once more, with what is chosen; null where the answer is to another question, or nobody may ask. */
  askAgain: (() => void) | null
}

export const NOTHING_INSPECTED: Inspected = { message: undefined, siblings: [], before: undefined, askAgain: null }

/** The answers to the question that a message answers, oldest first. */
export function answersBeside(messages: ChatMessage[], message: ChatMessage | undefined): ChatMessage[] {
  const at = messages.findIndex(({ id }) => id === message?.id)
  if (at < 0) return []
  const from = messages.findLastIndex(({ role }, index) => index < at && role === 'user') + 1
  const to = messages.findIndex(({ role }, index) => index > at && role === 'user')
  return messages.slice(from, to < 0 ? undefined : to)
}

/** The composition of the last answer before a message, to whichever question. */
export function compositionBefore(messages: ChatMessage[], message: ChatMessage | undefined): string | undefined {
  for (let at = messages.findIndex(({ id }) => id === message?.id) - 1; at >= 0; at--) {
    const before = messages[at]
    const last = before?.role === 'assistant' ? compositionsOf([before]).at(-1) : undefined
    if (last !== undefined) return last
  }
  return undefined
}

export function compositionsOf(messages: ChatMessage[]): string[] {
  return messages.flatMap((message) => {
    const first = message.metadata?.firstAnswer?.compositionId
    const last = compositionIdOf(message)
    return [...new Set([first, last])].flatMap((id) => id ?? [])
  })
}

/** Messages with the answers that the chat has no longer behind the questions that they were given to. */
export function withEarlier(messages: ChatMessage[], earlier: Record<string, ChatMessage[]>): ChatMessage[] {
  const known = new Set(messages.map(({ id }) => id))
  return messages.flatMap((message) => {
    const before = message.role === 'user' ? (earlier[message.id] ?? []) : []
    return [message, ...before.filter(({ id }) => !known.has(id))]
  })
}
