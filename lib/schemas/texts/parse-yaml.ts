import { type Document, isScalar, type ParsedNode, parseDocument, visit, YAMLParseError } from 'yaml'
import { cutText } from '@/lib/engine/text/cut-text'

/**
 * The parser compares each key of a map with all before it, and copies the line of each error: both are done here. A silent
 * one reads the first document of several and drops the others.
 */
const OPTIONS = { keepSourceTokens: true, prettyErrors: false, uniqueKeys: false, logLevel: 'error' } as const

/** Parses YAML in a time that grows with its length only. Errors have offsets, and no lines. */
export function parseYaml(text: string): Document.Parsed<ParsedNode> {
  const document = parseDocument(text, OPTIONS)
  if (document.errors.length > 0) return document
  visit(document, {
    Map(_, map) {
      const seen = new Set<unknown>()
      for (const { key } of map.items) {
        if (!isScalar(key)) continue
        const [start = 0, end = 0] = key.range ?? []
        if (seen.has(key.value)) {
          document.errors.push(new YAMLParseError([start, end], 'DUPLICATE_KEY', describeTwice(key.value)))
        }
        seen.add(key.value)
      }
    },
  })
  return document
}

const describeTwice = (key: unknown) => `“${cutText(String(key), 100)}” is there twice: keep one of them.`
