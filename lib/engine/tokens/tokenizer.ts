import type { Tokenizer } from '../ports'
import type { ModelFamily } from '../types'
import { loadO200k, type TokenCounter } from './o200k'

type Estimate = { name: string; isExact: boolean; percent: number }

/**
 * o200k_base counts times a factor (in per cent), chosen at the upper end of what was seen for prose, code and markdown:
 * - claude: the tokenizer before Claude Opus 4.7 makes 5–15 % more tokens than o200k_base of English and code, the one
 *   since then up to 47 % more than that (Anthropic states 1.0–1.35; measurements with its count_tokens endpoint reach
 *   1.47 on technical markdown): 1.1 × 1.47 ≈ 1.6.
 * - gemini: SentencePiece with 256,000 entries, within 5–15 % of o200k_base.
 * - llama: 128,000 entries (Llama 3) or 200,000 (Llama 4), a few per cent more on English, more on other scripts.
 * - generic: an unknown tokenizer; the budget's larger safety margin for estimates covers it.
 */
const ESTIMATES: Record<ModelFamily, Estimate> = {
  gpt: { name: 'o200k_base', isExact: true, percent: 100 },
  generic: { name: 'o200k_base', isExact: false, percent: 100 },
  claude: { name: 'o200k_base×1.6', isExact: false, percent: 160 },
  gemini: { name: 'o200k_base×1.15', isExact: false, percent: 115 },
  llama: { name: 'o200k_base×1.15', isExact: false, percent: 115 },
}

const loaded = new Map<ModelFamily, Promise<Tokenizer>>()

/** The tokenizer of a model family, loaded once. */
export function loadTokenizer(family: ModelFamily): Promise<Tokenizer> {
  let tokenizer = loaded.get(family)
  if (!tokenizer) {
    tokenizer = loadO200k().then((counter) => createTokenizer(counter, ESTIMATES[family]))
    loaded.set(family, tokenizer)
  }
  return tokenizer
}

function createTokenizer(counter: TokenCounter, { name, isExact, percent }: Estimate): Tokenizer {
  const scale = (tokens: number) => Math.ceil((tokens * percent) / 100)
  return {
    name,
    isExact,
    count: (text) => scale(counter.count(text)),
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
  }
}
