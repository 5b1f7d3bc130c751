import { toCitation } from './completion-sources'
import { mendCompletions } from './mend-completions'

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

/** The same fetch, whose chat completions have no annotations that OpenAI's client does not know. */
export const mendAnnotations = (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
  mendCompletions(fetch, withKnownAnnotations)
