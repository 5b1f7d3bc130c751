type TokenSpan = { start: number; end: number }

/** How far behind the last token the next one is looked for (UTF-16 units): spaces and what the tokenizer dropped. */
const REACH = 64
/** Marks of word pieces: WordPiece's continuation, and the spaces of byte-level and SentencePiece vocabularies. */
const MARKS = /^(?:##|[Ġ▁Ċ]+)|[Ġ▁Ċ]+$/gu

/**
 * Where a text's tokens stand in it, UTF-16 offsets. Tokenizers may fold case and accents and drop spaces; a token that
 * is not found (unknown, special, or a part of a character) gets an empty span where it would stand.
 */
export function alignTokens(text: string, tokens: string[]): TokenSpan[] {
  const { letters, offsets } = fold(text)
  let at = 0
  return tokens.map((token) => {
    const piece = fold(token.replace(MARKS, '')).letters
    const found = piece === '' ? -1 : letters.slice(at, at + REACH + piece.length).indexOf(piece)
    if (found < 0) return { start: offsets[at] ?? text.length, end: offsets[at] ?? text.length }
    const start = at + found
    at = start + piece.length
    return { start: offsets[start] ?? text.length, end: offsets[at] ?? text.length }
  })
}

/** Lowercase without accents; `offsets` says where each unit comes from, and where the text ends. */
function fold(text: string): { letters: string; offsets: number[] } {
  const letters: string[] = []
  const offsets: number[] = []
  let at = 0
  for (const character of text) {
    const folded = character.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
    letters.push(folded)
    for (let i = 0; i < folded.length; i++) offsets.push(at)
    at += character.length
  }
  offsets.push(at)
  return { letters: letters.join(''), offsets }
}
