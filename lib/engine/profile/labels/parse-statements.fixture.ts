import { HELD_OUT_STATEMENTS } from './held-out-statements.fixture'
import { TUNED_STATEMENTS } from './tuned-statements.fixture'

export type LabelledMessage = { text: string; statements: string[] }

const KINDS = { c: 'constraint', p: 'preference', i: 'identifier', d: 'decision' } as const
const MARK = /\{([cpid]) ([^}]*)\}/g

/** What is marked in a line is `kind: sentence`, without its end mark. */
function parse(text: string): LabelledMessage[] {
  const lines = text.trim().split('\n')
  return lines.map((line) => ({
    text: line.replaceAll(MARK, '$2'),
    statements: [...line.matchAll(MARK)].map(
      ([, kind, sentence]) => `${KINDS[kind as keyof typeof KINDS]}: ${sentence!.replace(/[.!]$/, '')}`,
    ),
  }))
}

export const TUNED = parse(TUNED_STATEMENTS)
export const HELD_OUT = parse(HELD_OUT_STATEMENTS)
