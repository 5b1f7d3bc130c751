const MAX_FOUND = 32

/** In order of how specific they are: the first that matches at a place wins. */
const IDENTIFIER = new RegExp(
  [
    String.raw`https?://[^\s<>"'\x60)]+`,
    String.raw`(?:[\w.@~-]+)?(?:[\\/][\w.@-]+)+\.\w+`,
    String.raw`(?:\.{0,2}/)?[\w.@-]+(?:/[\w.@-]+)+`,
    String.raw`@?[a-z][\w-]*@\d+(?:\.\d+)*`,
    String.raw`\bv?\d+\.\d+(?:\.\d+)*(?:-[\w.]+)?\b`,
    String.raw`\b[A-Z]+-\d+\b`,
    String.raw`\b[A-Z]{1,4}\d{2,}\b`,
    String.raw`\b0x[0-9a-fA-F]+\b`,
    String.raw`\b(?:HTTP|status|error|code)\s+(?=[1-5]\d\d\b)[1-5]\d\d\b`,
    String.raw`\b[A-Za-z]\w*(?:(?:\.|::)[A-Za-z_]\w*)*\(\)`,
    String.raw`\b[A-Za-z]\w*::\w+(?:::\w+)*`,
    String.raw`\b[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+\b`,
    String.raw`\b[a-z]+[0-9]*(?:[A-Z][a-z0-9]*)+\b`,
    String.raw`\b(?:[A-Z][a-z0-9]+){2,}\b`,
    String.raw`(?<![\w-])--?[a-z][\w-]+`,
    String.raw`\b[\w-]+\.(?:ts|tsx|js|mjs|json|ya?ml|md|mdx|py|sql|sh|toml|env|go|rs|java|css|html)\b`,
  ].join('|'),
  'g',
)

const CAPITALIZED = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]*(?:[-+#.]?[\p{L}\p{N}]+)*(?:\s+\p{Lu}[\p{L}\p{N}]*)*/gu
const QUOTED = /["“«]([^"”»]{1,80})["”»]|`([^`]{1,80})`/g

/** camelCase, snake_case, paths, versions, options and error codes, as they are written. */
export function findIdentifiers(query: string): string[] {
  return unique(Array.from(query.matchAll(IDENTIFIER), ([found]) => found.replace(/[.,;:]+$/, '')))
}

/**
 * Names: what is quoted, and capitalized words but the first of a sentence (which counts when it has another capital or
 * a digit: `PostgreSQL`). In German every noun is capitalized, so only such words count.
 */
export function findEntities(query: string, language: string): string[] {
  const prose = query.replace(IDENTIFIER, (found) => ' '.repeat(found.length))
  const quoted = Array.from(query.matchAll(QUOTED), ([, double, code]) => double ?? code ?? '')
  const names = Array.from(prose.matchAll(CAPITALIZED)).flatMap(({ 0: name, index }) => {
    const isFirst = /(?:^|[.!?:]\s+)$/.test(prose.slice(0, index))
    const words = isFirst || language === 'de' ? name.split(/\s+/) : [name]
    const kept = words.filter((word, i) => ((isFirst && i === 0) || language === 'de' ? isMarkedName(word) : true))
    return kept.filter((word) => word.length > 1 && word !== 'I')
  })
  return unique([...quoted, ...names])
}

function isMarkedName(word: string): boolean {
  return /.[\p{Lu}\p{N}]/u.test(word)
}

function unique(values: string[]): string[] {
  return [...new Set(values.map((value) => value.trim()).filter((value) => value !== ''))].slice(0, MAX_FOUND)
}
