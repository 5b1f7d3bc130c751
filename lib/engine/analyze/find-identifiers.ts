/** In order of how specific they are: the first that matches at a place wins. */
export const IDENTIFIER = new RegExp(
  [
    String.raw`https?://[^\s<>"'\x60)]+`,
    String.raw`\b[A-Za-z]:\\[\w.\\-]+`,
    String.raw`(?:[\w.@~-]+)?(?:[\\/][\w.@-]+)+\.\w+`,
    String.raw`(?:\.{0,2}/)?[\w.@-]+(?:/[\w.@-]+)+`,
    String.raw`@?[a-z][\w-]*@\d+(?:\.\d+)*`,
    String.raw`\b[\w.-]+\.so(?:\.\d+)*\b`,
    String.raw`\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b`,
    String.raw`\bv?\d+\.\d+(?:\.\d+)*(?:-[\w.]+)?\b`,
    String.raw`\bCVE-\d{4}-\d+\b`,
    String.raw`\b[A-Z]+-\d+\b`,
    String.raw`\b[A-Z]{1,4}\d{2,}\b`,
    String.raw`\b0x[0-9a-fA-F]+\b`,
    String.raw`\b(?:HTTP|[Ss]tatus|[Ee]rror|[Cc]ode|[Ff]ehler|[Ee]rreur|[Ee]rrore?)\s+\d{3}\b`,
    String.raw`\bE[A-Z]{4,}\b`,
    String.raw`\b[\w-]+\.(?:ts|tsx|js|mjs|json|ya?ml|md|mdx|py|sql|sh|toml|env|go|rs|java|css|html)\b`,
    String.raw`\b[A-Za-z]\w*(?:(?:\.|::)[A-Za-z_]\w*)*\(\)`,
    String.raw`\b[A-Za-z]\w*::\w+(?:::\w+)*`,
    String.raw`\b[a-z]\w*(?:\.[A-Za-z_]\w*){2,}\b`,
    String.raw`\b[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+\b`,
    String.raw`\b(?:[A-Z]\w*)?(?:Error|Exception)\b(?<=[a-z](?:Error|Exception))`,
    String.raw`\b[a-z]+[0-9]*(?:[A-Z][a-z0-9]*)+\b`,
    String.raw`\b(?:[A-Z][a-z0-9]+){2,}\b`,
    String.raw`(?<![\w-])--?[a-z][\w-]+`,
  ].join('|'),
  'g',
)

/** Names of products that look like identifiers and are none. */
const PRODUCTS =
  /^(?:(?:Postgre|My|No|Maria)\w*SQL|[A-Z][a-z]+(?:AI|DB|ML|QL|OS)|(?!TypeError)(?:Git|You|Linked|Java|Type|Cloud|Face)[A-Z][a-z]+|i[A-Z]\w+)$/
const MAX_IDENTIFIERS = 32

/** camelCase, snake_case, paths, addresses, versions, options and error codes, as they are written. */
export function findIdentifiers(query: string): string[] {
  const found = Array.from(query.matchAll(IDENTIFIER), ([text]) => text.replace(/[.,;:]+$/, ''))
  return [...new Set(found.filter((text) => !isProductName(text)))].slice(0, MAX_IDENTIFIERS)
}

/** `OpenAI`, `PostgreSQL`: written like code, but names. */
export function isProductName(text: string): boolean {
  return PRODUCTS.test(text)
}
