/** A change from one text to another: positions at the start of lines, `to` after the last line of it. */
export type Changed = { from: number; to: number; besideFrom: number; besideTo: number }

/**
 * Where a line of one text stands in the other one: the start of the same line, or of what stands for the change that it is
 * part of. @param from start of the line
 */
export function findCounterpart(changes: readonly Changed[], from: number): { at: number; isChanged: boolean } {
  let shift = 0
  for (const change of changes) {
    if (from < change.from) break
    if (from < change.to) return { at: change.besideFrom, isChanged: true }
    shift = change.besideTo - change.to
  }
  return { at: from + shift, isChanged: false }
}
