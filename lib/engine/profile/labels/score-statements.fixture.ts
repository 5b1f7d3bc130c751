import { extractStatements } from '../extract/extract-statements'
import type { LabelledMessage } from './parse-statements.fixture'

/** A statement counts as right when its kind and its quote are. */
export function scoreStatements(messages: LabelledMessage[]) {
  const wrong: string[] = []
  const missed: string[] = []
  let right = 0
  for (const { text, statements } of messages) {
    const found = extractStatements(text).map(({ kind, quote }) => `${kind}: ${quote}`)
    right += found.filter((each) => statements.includes(each)).length
    wrong.push(...found.filter((each) => !statements.includes(each)))
    missed.push(...statements.filter((each) => !found.includes(each)))
  }
  return { right, wrong, missed, precision: right / (right + wrong.length), recall: right / (right + missed.length) }
}
