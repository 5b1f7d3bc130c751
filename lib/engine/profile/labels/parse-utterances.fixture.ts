import { HELD_OUT_ROMANCE } from './held-out-romance.fixture'
import { HELD_OUT_UTTERANCES } from './held-out-utterances.fixture'
import { TUNED_ROMANCE } from './tuned-romance.fixture'
import { TUNED_UTTERANCES } from './tuned-utterances.fixture'

export type LabelledUtterance = {
  text: string
  facts: { key: string; value: string; isInferred: boolean }[]
  /** Kinds of what is refused. */
  refused: string[]
}

function parseLine(line: string): LabelledUtterance {
  const at = line.lastIndexOf('=>')
  const labels = line
    .slice(at + 2)
    .split(';')
    .map((label) => label.trim())
    .filter((label) => label !== '')
  const facts = labels
    .filter((label) => !label.startsWith('!'))
    .map((label) => {
      const isInferred = label.startsWith('~')
      const [key = '', value = ''] = label.slice(isInferred ? 1 : 0).split('=')
      return { key, value, isInferred }
    })
  const refused = labels.filter((label) => label.startsWith('!')).map((label) => label.slice(1))
  return { text: line.slice(0, at).trim().replaceAll('\\n', '\n'), facts, refused }
}

function parse(text: string): LabelledUtterance[] {
  return text
    .trim()
    .split('\n')
    .filter((line) => line.includes('=>'))
    .map(parseLine)
}

export const TUNED = parse(TUNED_UTTERANCES)
export const HELD_OUT = parse(HELD_OUT_UTTERANCES)
export const TUNED_IN_ROMANCE = parse(TUNED_ROMANCE)
export const HELD_OUT_IN_ROMANCE = parse(HELD_OUT_ROMANCE)
