import type { ComposeRequest } from '../vocabulary/composition'
import type { Tokenizer } from '../vocabulary/ports'
import type { ModelFamily } from '../vocabulary/types'
import { OFFLINE_MODEL_ID } from './models'
import { loadO200k, type TokenCounter } from './o200k'
import { loadVocabulary } from './vocabularies'

/**
 * Tokens of a family for 100 of o200k_base, as long as no answers tell better: at the upper end of what was seen for
 * prose, code and markdown.
 * - claude: the tokenizer before Claude Opus 4.7 makes 5–15 % more tokens than o200k_base of English and code, the one
 *   since then up to 47 % more than that (Anthropic states 1.0–1.35; measurements with its count_tokens endpoint reach
 *   1.47 on technical markdown): 1.1 × 1.47 ≈ 1.6.
 * - gemini: SentencePiece with 256,000 entries, within 5–15 % of o200k_base.
 * - llama: 128,000 entries (Llama 3) or 200,000 (Llama 4), 32,000 before: a few to 30 per cent more.
 * - generic: an unknown tokenizer.
 */
const FAMILY_PERCENT: Record<ModelFamily, number> = { gpt: 100, generic: 140, claude: 160, gemini: 120, llama: 130 }

export function familyPercent(family: ModelFamily): number {
  return FAMILY_PERCENT[family]
}

const loaded = new Map<string, Promise<Tokenizer>>()

/**
 * The tokenizer of a model family, loaded once.
 *
 * @param percent calibrated tokens for 100 of o200k_base, 80–400; the family's estimate by default
 */
export function loadTokenizer(family: ModelFamily, percent: number = FAMILY_PERCENT[family]): Promise<Tokenizer> {
  const isExact = family === 'gpt' && percent === 100
  const key = `${percent} ${isExact}`
  let tokenizer = loaded.get(key)
  if (!tokenizer) {
    tokenizer = loadO200k().then((counter) => createTokenizer(counter, percent, isExact))
    loaded.set(key, tokenizer)
  }
  return tokenizer
}

/** What a request is counted with. The offline model has no tokenizer of its own: it counts as we do. */
export async function loadRequestTokenizer({
  model,
  tokenPercent,
  counting,
}: Pick<ComposeRequest, 'model' | 'tokenPercent' | 'counting'>): Promise<Tokenizer> {
  if (model.id === OFFLINE_MODEL_ID) return loadTokenizer('gpt')
  const own = counting?.vocabulary
  // a composition of a time when it was installed is counted anew by the estimate
  const counter = own === undefined ? undefined : await loadVocabulary(own).catch(() => undefined)
  if (!own || !counter) return loadTokenizer(model.family, tokenPercent)
  const { fromO200k: _, ...tokenizer } = createTokenizer(counter, 100, true)
  return { ...tokenizer, name: own }
}

function createTokenizer(counter: TokenCounter, percent: number, isExact: boolean): Tokenizer {
  const scale = (tokens: number) => Math.ceil((tokens * percent) / 100)
  return {
    name: percent === 100 ? 'o200k_base' : `o200k_base×${percent / 100}`,
    isExact,
    count: (text) => scale(counter.count(text)),
    fromO200k: scale,
    pieces(text) {
      const pieces: { start: number; end: number; tokens: number }[] = []
      // Rounding the running total instead of each piece makes the pieces add up to the count.
      let exact = 0
      let scaled = 0
      counter.eachPiece(text, (start, end, tokens) => {
        exact += tokens
        const total = scale(exact)
        pieces.push({ start, end, tokens: total - scaled })
        scaled = total
      })
      return pieces
    },
    countParts(text, ends) {
      const parts = ends.map(() => 0)
      let part = 0
      let exact = 0
      let scaled = 0
      counter.eachPiece(text, (start, _end, tokens) => {
        while (part < ends.length - 1 && start >= ends[part]!) part++
        exact += tokens
        const total = scale(exact)
        parts[part]! += total - scaled
        scaled = total
      })
      return parts
    },
  }
}
