import type { ThreadAnchorDto } from '@/lib/schemas/changes/discussion'

/** What can be done with what a comment suggests: take it over, or nothing, and why. */
export type Taking = { apply: (suggestion: string) => Promise<unknown> } | { hindrance: string }

const OPENING = /^ {0,3}(`{3,}) *suggestion *$/

/** The text that a comment offers for the line that it is on, in a fence named `suggestion`; null without one. */
export function findSuggestion(comment: string): string | null {
  const lines = comment.split('\n').map((line) => line.replace(/\r$/, ''))
  const start = lines.findIndex((line) => OPENING.test(line))
  if (start === -1) return null
  const fence = OPENING.exec(lines[start] ?? '')?.[1] ?? ''
  const end = lines.findIndex((line, at) => at > start && line.trim() === fence)
  return end === -1 ? null : lines.slice(start + 1, end).join('\n')
}

/** A comment that offers another text for a line, to be edited. */
export function writeSuggestion(line: string): string {
  let longest = 2
  for (const [run] of line.matchAll(/`+/g)) longest = Math.max(longest, run.length)
  const fence = '`'.repeat(longest + 1)
  return `${fence}suggestion\n${line}\n${fence}\n`
}

/** The text with another one in place of a line, which takes the line out when it is empty. @param line from 1 */
export function applySuggestion(source: string, line: number, suggestion: string): string {
  const lines = source.split('\n')
  const isWindows = lines[line - 1]?.endsWith('\r') ?? false
  const added = suggestion === '' ? [] : suggestion.split('\n').map((each) => (isWindows ? `${each}\r` : each))
  lines.splice(line - 1, 1, ...added)
  return lines.join('\n')
}

type Anchor = Pick<ThreadAnchorDto, 'side' | 'text' | 'currentLine'>

/** Why a suggestion for a line cannot be taken over into the proposed text as it is; null when it can. */
export function findHindrance(source: string, { side, text, currentLine }: Anchor): string | null {
  if (side === 'old') return 'It is for the text before, so there is nothing to apply it to.'
  if (currentLine === null) return 'Its line is no longer in the proposed text, so it cannot be applied.'
  // a moment after an edit the line may be told as it stood before
  const line = source.split(/\r?\n/)[currentLine - 1]
  return line?.startsWith(text) ? null : 'Its line was changed meanwhile: reload the page.'
}
