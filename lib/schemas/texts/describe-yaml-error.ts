import type { YAMLError } from 'yaml'
import { describeAt, placeOf } from './place-in-text'

type Described = { reason: string; hint: string }

const QUOTE = 'Put the value in quotes.'
const SPACES = 'Indent with spaces.'
const DESCRIBED: Partial<Record<YAMLError['code'], Described>> = {
  BAD_DQ_ESCAPE: {
    reason: 'a backslash in double quotes stands before a letter that has no meaning there',
    hint: 'Write “\\\\” for a backslash, or put the value in single quotes.',
  },
  BAD_SCALAR_START: { reason: 'a value begins with a character that YAML keeps for itself', hint: QUOTE },
  BLOCK_AS_IMPLICIT_KEY: { reason: 'a key or a list stands within the value of another key', hint: QUOTE },
  BLOCK_IN_FLOW: {
    reason: 'a key or a list on lines of its own stands within brackets',
    hint: 'Close the bracket on the same line.',
  },
  KEY_OVER_1024_CHARS: { reason: 'a key has more than 1,024 characters', hint: 'Write a shorter one.' },
  MULTILINE_IMPLICIT_KEY: {
    reason: 'a line has no key with a colon and a space',
    hint: 'Begin every key at the start of its line, and put values in quotes.',
  },
  MULTIPLE_DOCS: {
    reason: 'another document begins after a line of “---” or “...”',
    hint: 'Take that line out, or make a file of each document.',
  },
  RESOURCE_EXHAUSTION: { reason: 'lists or keys are nested too deep', hint: 'Write them flatter.' },
  TAB_AS_INDENT: { reason: 'a line is indented with a tab', hint: SPACES },
}

/** One code stands for many things there; which of them, only the parser's words say. */
const BY_WORDS: readonly (Described & { words: RegExp })[] = [
  {
    words: /directives/,
    reason: 'a line begins with “%”',
    hint: 'Leave out lines that begin with “%”.',
  },
  { words: /closing "/, reason: 'a double quote is not closed', hint: 'Close it.' },
  {
    words: /closing '/,
    reason: 'a single quote is not closed',
    hint: 'Close it; within the value it is written twice.',
  },
  {
    words: /end with a \]/,
    reason: 'a “[” is not closed on lines that are indented',
    hint: 'Close the bracket with “]”.',
  },
  {
    words: /end with a \}/,
    reason: 'a “{” is not closed on lines that are indented',
    hint: 'Close the bracket with “}”.',
  },
  { words: /same column/, reason: 'lines that belong together are indented differently', hint: 'Indent them alike.' },
  { words: /^Missing ,/, reason: 'two values in brackets have no comma between them', hint: 'Put one there.' },
  { words: /space after :/, reason: 'a colon has no space behind it', hint: 'Put one there.' },
  {
    words: /^Comments must/,
    reason: 'a “#” has no space before it',
    hint: `${QUOTE} A comment has a space before it.`,
  },
  { words: /map values/, reason: 'a key has no colon', hint: 'Put a colon and a space behind it.' },
]

/** What is wrong with YAML, where in its line, and what to do about it; behind “is not valid YAML: ”. */
export function describeYamlError({ code, message, pos: [at] }: YAMLError, text: string): string {
  const known = BY_WORDS.find(({ words }) => words.test(message)) ?? DESCRIBED[code]
  const { reason, hint } = known ?? {
    reason: `${describeAt(text, at)} stands where nothing like it may`,
    hint: 'Put the value in quotes, or write a list as [a, b].',
  }
  return `column ${placeOf(text, at).column}: ${reason}. ${hint}`
}
