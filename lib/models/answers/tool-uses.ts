import type { TextStreamPart, ToolSet } from 'ai'
import { cutText } from '@/lib/engine'
import type { ToolUse } from '@/lib/schemas/conversations/tool-use'
import { LIMITS } from '@/lib/schemas/limits'
import { clean } from './clean-text'

const MAX_NAME_LENGTH = 200

/** The tools that a model uses or asks for while it answers; of very many the first. */
export class ToolUses {
  readonly #uses = new Map<string, ToolUse>()

  get all(): ToolUse[] {
    return [...this.#uses.values()]
  }

  /** @returns the use that a part of the stream tells of, as it is known then; nothing where the part is of something else */
  take(part: TextStreamPart<ToolSet>): ToolUse | undefined {
    switch (part.type) {
      case 'tool-input-start':
        return this.#set(part.id, { name: part.toolName, input: '', isRun: part.providerExecuted === true })
      case 'tool-input-delta':
        return this.#set(part.id, { input: (this.#uses.get(idOf(part.id))?.input ?? '') + part.delta })
      case 'tool-call': {
        const isRun = part.providerExecuted === true
        return this.#set(part.toolCallId, { name: part.toolName, input: toText(part.input), isRun })
      }
      case 'tool-result':
        return this.#set(part.toolCallId, { name: part.toolName, output: toText(part.output) })
      case 'tool-error':
        // of a tool that nobody runs it says no more than that
        return this.#uses.get(idOf(part.toolCallId))?.isRun
          ? this.#set(part.toolCallId, { output: toText(part.error) })
          : undefined
      default:
        return undefined
    }
  }

  #set(key: string, change: Partial<Omit<ToolUse, 'id'>>): ToolUse | undefined {
    const id = idOf(key)
    const known = this.#uses.get(id)
    if (!known && this.#uses.size >= LIMITS.toolUses) return undefined
    const use: ToolUse = { id, name: '', input: '', isRun: false, ...known, ...change }
    const [input, output] = [shorten(use.input), use.output === undefined ? undefined : shorten(use.output)]
    const isCut =
      use.isCut === true || input.length < use.input.length || (output ?? '').length < (use.output ?? '').length
    const cut: ToolUse = {
      ...use,
      name: cutText(clean(use.name), MAX_NAME_LENGTH),
      input,
      ...(output === undefined ? {} : { output }),
      ...(isCut ? { isCut } : {}),
    }
    this.#uses.set(id, cut)
    return cut
  }
}

const idOf = (key: string) => cutText(clean(key), MAX_NAME_LENGTH)
const shorten = (text: string) => cutText(clean(text), LIMITS.toolUseLength)

function toText(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Error) return value.message
  return JSON.stringify(value, null, 2) ?? ''
}
