import { type Document, isNode, Lexer, stringify } from 'yaml'
import { LIMITS } from '@/lib/schemas/limits'
import { type QuerySetFile, querySetFileSchema } from '@/lib/schemas/query-sets/query-set-file'
import { describeIssue } from '@/lib/schemas/texts/describe-issue'
import { describeYamlError } from '@/lib/schemas/texts/describe-yaml-error'
import { parseYaml } from '@/lib/schemas/texts/parse-yaml'
import { placeOf } from '@/lib/schemas/texts/place-in-text'

type ReadQuerySet = { file: QuerySetFile } | { problem: string }

/** Problems that are told; the rest is counted. */
const TOLD = 5

/** What the lexer adds to the text: a document, the end of brackets by indentation, a value. */
const MARKS = new Set(['\x02', '\x18', '\x1f'])

/** Reads a query set from YAML, or says in which line it is not one, and why. */
export function readQuerySet(content: string): ReadQuerySet {
  const deep = findDeep(content)
  if (deep !== undefined) {
    const { line } = placeOf(content, deep)
    return { problem: `Line ${line}: brackets are nested more than ${LIMITS.bodyDepth} levels deep.` }
  }
  try {
    const document = parseYaml(content)
    const [error] = document.errors
    if (error) {
      const why =
        error.code === 'DUPLICATE_KEY' ? error.message : `not valid YAML: ${describeYamlError(error, content)}`
      return { problem: `Line ${placeOf(content, error.pos[0]).line}: ${why}` }
    }
    if (document.contents === null) {
      return { problem: 'The file is empty. A query set has a version, a name and queries.' }
    }
    const parsed = querySetFileSchema.safeParse(document.toJS({ maxAliasCount: 0 }), { error: describeIssue })
    if (parsed.success) return { file: parsed.data }
    const { issues } = parsed.error
    const told = issues.slice(0, TOLD).map(({ path, message, ...issue }) => {
      const where = path.length > 0 ? `${path.join('.')}: ` : ''
      const unknown = issue.code === 'unrecognized_keys' ? ` (${issue.keys.join(', ')})` : ''
      return `Line ${placeOf(content, offsetOf(document, path)).line}: ${where}${message}${unknown}`
    })
    const more = issues.length > TOLD ? [`and ${issues.length - TOLD} more`] : []
    return { problem: [...told, ...more].join('\n') }
  } catch (error) {
    if (error instanceof RangeError) return { problem: 'This is nested too deeply to be a query set.' }
    // the parser refuses references by throwing
    if (error instanceof ReferenceError)
      return { problem: 'References (& and *) are not read: write out what they stand for.' }
    throw error
  }
}

/** A query set as YAML; `schemaUrl` lets editors complete and check it. Reads back as it was. */
export function writeQuerySet({ name, description, isRequired, queries }: QuerySetFile, schemaUrl: string): string {
  const lean = queries.map(({ id, text, turns, labels, checks, ...settings }) => ({
    id,
    text,
    ...(turns ? { turns } : {}),
    ...settings,
    ...(labels.length > 0 ? { labels } : {}),
    ...(checks.length > 0 ? { checks } : {}),
  }))
  const said = { name, ...(description === '' ? {} : { description }), ...(isRequired ? { isRequired } : {}) }
  const file = { version: 1, ...said, queries: lean }
  return `# yaml-language-server: $schema=${schemaUrl}\n${stringify(file, { lineWidth: 0 })}`
}

/** The first bracket that too many are open around: the parser calls itself for each, and is slow to give up. */
function findDeep(content: string): number | undefined {
  let depth = 0
  let offset = 0
  for (const lexeme of new Lexer().lex(content)) {
    if (lexeme === '[' || lexeme === '{') depth++
    else if (lexeme === ']' || lexeme === '}') depth--
    if (depth > LIMITS.bodyDepth) return offset
    if (!MARKS.has(lexeme)) offset += lexeme.length
  }
  return undefined
}

/** Where the value at a path begins, or the nearest thing around it that is there. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}
