import type { YAMLError } from 'yaml'

const QUOTE = 'Put the value in quotes.'
const HINTS: Partial<Record<YAMLError['code'], string>> = {
  BAD_DQ_ESCAPE: 'Write “\\\\” for a backslash, or put the value in single quotes.',
  BAD_INDENT: 'Close the bracket, and indent what belongs to a key further than the key.',
  BAD_SCALAR_START: QUOTE,
  BLOCK_AS_IMPLICIT_KEY: QUOTE,
  BLOCK_IN_FLOW: 'Close the bracket on the same line.',
  MISSING_CHAR: 'Close what was opened: a quote, a bracket, or put a colon and a space after the key.',
  MULTILINE_IMPLICIT_KEY: 'Begin every key at the start of its line, and put values in quotes.',
  TAB_AS_INDENT: 'Indent with spaces.',
  UNEXPECTED_TOKEN: 'Put the value in quotes, or write a list as [a, b].',
}

/** What is wrong with front matter, and what to do about it. */
export function describeYamlError({ code, message }: YAMLError): string {
  if (code === 'DUPLICATE_KEY') return message
  const [first = ''] = message.split('\n')
  if (/directives/.test(first)) return 'Front matter is not valid YAML: leave out lines that begin with “%”.'
  return `Front matter is not valid YAML: ${first.replace(/[.:]$/, '')}. ${HINTS[code] ?? QUOTE}`
}
