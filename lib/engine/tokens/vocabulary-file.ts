/** A part of a tokenizer.json. */
export type Part = Record<string, unknown>
export const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null
export const partsOf = (value: unknown): Part[] => (Array.isArray(value) ? value.filter(isPart) : [])

/** What is read of a tokenizer.json, which model makers publish beside their weights. */
export type TokenizerFile = {
  normalizer?: unknown
  pre_tokenizer?: unknown
  added_tokens?: unknown
  model?: unknown
}

/** How a model reads texts. */
export type VocabularyModel = {
  /** A text's pieces, in order; they cover it. `piece` has the letters that are counted, which may be other ones. */
  split(text: string, visit: (start: number, end: number, piece: string) => void): void
  /** Tokens of one. */
  countPiece(piece: string): number
}
