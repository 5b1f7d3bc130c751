/** The letters of bytes in a byte-level vocabulary, as GPT-2 wrote them. */
export function byteLetter(byte: number): string {
  const printable = (code: number) =>
    (code >= 33 && code <= 126) || (code >= 161 && code <= 172) || (code >= 174 && code <= 255)
  if (printable(byte)) return String.fromCharCode(byte)
  const before = Array.from({ length: byte }, (_, code) => code).filter((code) => !printable(code)).length
  return String.fromCharCode(256 + before)
}

/** Merges of letters, in their order; `Ġ` is a space. */
export const MERGES = [
  ['h', 'e'],
  ['Ġ', 't'],
  ['t', 'he'],
  ['Ġt', 'he'],
  ['Ġt', 'h'],
  ['i', 'n'],
  ['in', 'g'],
  ['Ã', '©'],
  ['Ġ', 'Ġ'],
  ['0', '0'],
]

const SPLIT = String.raw`(?i:'s|'t)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`

/** A tokenizer.json as model makers publish it, but of few tokens. */
export function tokenizerFile(changes: Record<string, unknown> = {}, model: Record<string, unknown> = {}) {
  const letters = Array.from({ length: 256 }, (_, byte) => byteLetter(byte))
  const tokens = [...new Set([...letters, ...MERGES.map((pair) => pair.join(''))])]
  return {
    version: '1.0',
    added_tokens: [{ id: tokens.length, content: '<|end|>', special: true }],
    normalizer: null,
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: SPLIT }, behavior: 'Isolated', invert: false },
        { type: 'ByteLevel', add_prefix_space: false, use_regex: false },
      ],
    },
    model: {
      type: 'BPE',
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges: MERGES,
      ...model,
    },
    ...changes,
  }
}
