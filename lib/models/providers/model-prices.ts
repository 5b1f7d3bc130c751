/** US dollars for a million tokens; `cachedInput` of input that the provider had cached; `asOf` a month, `2026-11`. */
type ModelPrices = { input: number; cachedInput: number; output: number; asOf: string }

const prices = (input: number, cachedInput: number, output: number, asOf = '2026-11'): ModelPrices => ({
  ...{ input, cachedInput, output, asOf },
})

/**
 * As published in the month beside them, of older models as they were published last; of those that cost more for long
 * prompts, up to 200,000 tokens. They change: what is filled in with them can be changed by hand.
 */
const KNOWN_PRICES = new Map<string, ModelPrices>([
  ['gpt-5.4', prices(2.5, 0.25, 15)],
  ['gpt-5.4-mini', prices(0.75, 0.075, 4.5)],
  ['gpt-5.2', prices(1.75, 0.175, 14)],
  ['gpt-5.1', prices(1.25, 0.125, 10)],
  ['gpt-5', prices(1.25, 0.125, 10)],
  ['gpt-5-mini', prices(0.25, 0.025, 2)],
  ['gpt-5-nano', prices(0.05, 0.005, 0.4)],
  ['gpt-4.1', prices(2, 0.5, 8)],
  ['gpt-4.1-mini', prices(0.4, 0.1, 1.6)],
  ['gpt-4.1-nano', prices(0.1, 0.025, 0.4)],
  ['gpt-4o', prices(2.5, 1.25, 10)],
  ['gpt-4o-mini', prices(0.15, 0.075, 0.6)],
  ['o3', prices(2, 0.5, 8)],
  ['o4-mini', prices(1.1, 0.275, 4.4)],
  ['gemini-3-pro', prices(2, 0.2, 12)],
  ['gemini-3-flash', prices(0.5, 0.05, 3)],
  ['gemini-2.5-pro', prices(1.25, 0.125, 10)],
  ['gemini-2.5-flash', prices(0.3, 0.03, 2.5)],
  ['gemini-2.5-flash-lite', prices(0.1, 0.01, 0.4)],
  ['claude-fable-5', prices(10, 1, 50)],
  ['claude-opus-5', prices(5, 0.5, 25)],
  ['claude-opus-5-5', prices(4, 0.2, 20)],
  ['claude-sonnet-5-5', prices(2, 0.1, 10)],
  ['claude-sonnet-5', prices(2, 0.2, 10)],
  ['claude-haiku-4-5', prices(1, 0.1, 5)],
  ['claude-opus-4-8', prices(5, 0.5, 25)],
  ['claude-opus-4-7', prices(5, 0.5, 25)],
  ['claude-opus-4-6', prices(5, 0.5, 25)],
  ['claude-opus-4-5', prices(5, 0.5, 25)],
  ['claude-opus-4-1', prices(15, 1.5, 75)],
  ['claude-sonnet-4-6', prices(3, 0.3, 15)],
  ['claude-sonnet-4-5', prices(3, 0.3, 15)],
])

/** The listed prices of a model; undefined for one that is not in the list: a variant of it has another price. */
export function findPrices(id: string): ModelPrices | undefined {
  const name = id.slice(id.lastIndexOf('/') + 1).toLowerCase()
  // a date or `latest` behind the name is the same model, another word is another one
  return KNOWN_PRICES.get(name.replace(/-(?:latest|preview|\d{8}|\d{4}-\d{2}-\d{2})$/, ''))
}
