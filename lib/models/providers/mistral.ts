import { mendCompletions } from './mend-completions'

export const MISTRAL_URL = 'https://api.mistral.ai/v1'

type Part = { type?: unknown; text?: unknown; thinking?: unknown }
type Words = { content?: unknown; reasoning_content?: string } | null | undefined
type Completion = { choices?: { delta?: Words; message?: Words; finish_reason?: unknown }[] }

const partsOf = (value: unknown): Part[] =>
  Array.isArray(value) ? value.filter((part) => typeof part === 'object' && part !== null) : []
const textOf = (value: unknown): string =>
  partsOf(value)
    .map(({ type, text }) => (type === 'text' && typeof text === 'string' ? text : ''))
    .join('')

/**
 * A model that thinks sends its words as a list of parts, where OpenAI's protocol has a text, and an answer that fills its
 * window ends in a way of its own.
 */
function withPlainWords(text: string): string {
  if (!/"content":\s*\[|"model_length"/.test(text)) return text
  try {
    const start = text.indexOf('{')
    const completion: Completion = JSON.parse(text.slice(start))
    for (const choice of completion.choices ?? []) {
      if (choice.finish_reason === 'model_length') choice.finish_reason = 'length'
      for (const words of [choice.delta, choice.message]) {
        if (!words || !Array.isArray(words.content)) continue
        const thinking = partsOf(words.content).map((part) => (part.type === 'thinking' ? textOf(part.thinking) : ''))
        words.reasoning_content = thinking.join('')
        words.content = textOf(words.content)
      }
    }
    return text.slice(0, start) + JSON.stringify(completion)
  } catch {
    return text
  }
}

/** Its errors have no object around them, in which OpenAI's protocol looks for their words. */
async function mendRefusal(response: Response): Promise<Response> {
  const text = await response.text()
  const { status, statusText, headers } = response
  const init = { status, statusText, headers: new Headers([...headers]) }
  try {
    const { message, type = null, code = null } = JSON.parse(text)
    if (typeof message === 'string') return new Response(JSON.stringify({ error: { message, type, code } }), init)
  } catch {
    // said in no form that is known: it is passed on
  }
  return new Response(text, init)
}

/** The same fetch, whose chat completions and errors are those of OpenAI's protocol. */
export function mendMistral(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return mendCompletions(async (input, init) => {
    const response = await fetch(input, init)
    return response.ok ? response : mendRefusal(response)
  }, withPlainWords)
}
