import type { MergePartDto } from '@/lib/schemas/changes/change-request'

/** What becomes of a conflict; `both` has production’s lines first. */
export type Choice = 'ours' | 'theirs' | 'both'

type Conflict = Extract<MergePartDto, { kind: 'conflict' }>
/** A conflict, with the lines that stand right before it in the text. */
export type ShownConflict = Conflict & { before: string }

const LINES_BEFORE = 2

/** The conflicts of a merge, in the order of the text. */
export function listConflicts(parts: MergePartDto[]): ShownConflict[] {
  return parts.flatMap((part, at) => {
    if (part.kind !== 'conflict') return []
    const last = parts[at - 1]
    return [{ ...part, before: last?.kind === 'agreed' ? lastLines(last.text) : '' }]
  })
}

/**
 * The whole text, once each conflict is decided.
 * @param choices one for each conflict, in the order of the text
 */
export function joinMerge(parts: MergePartDto[], choices: readonly Choice[]): string {
  let next = 0
  let text = ''
  for (const part of parts) text = joinLines(text, part.kind === 'agreed' ? part.text : take(part, choices[next++]))
  return text
}

function take({ ours, theirs }: Conflict, choice: Choice | undefined): string {
  if (choice === undefined) throw new Error('A conflict is not decided.')
  return choice === 'both' ? joinLines(theirs, ours) : choice === 'ours' ? ours : theirs
}

/** The last line of a text may have no end. */
function joinLines(text: string, more: string): string {
  return text && more && !text.endsWith('\n') ? `${text}\n${more}` : text + more
}

function lastLines(text: string): string {
  let from = text.endsWith('\n') ? text.length - 1 : text.length
  for (let lines = 0; lines < LINES_BEFORE && from > 0; lines++) from = text.lastIndexOf('\n', from - 1)
  return text.slice(Math.max(0, from + 1))
}
