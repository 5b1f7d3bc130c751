const HEADING = /^#{1,6}\s/
const OPENING = /^(?:[-*+]|\d{1,9}[.)]|>)\s+/

/** Markdown as one line of plain text: without headings, which stand beside it, and without marks. */
export function toPlainLine(markdown: string): string {
  return (
    markdown
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => !HEADING.test(line) && !line.startsWith('```') && !isRule(line))
      .map((line) => line.replace(OPENING, ''))
      .join(' ')
      .replace(/\s+/g, ' ')
      // each mark is looked for up to the next of its kind, so that none is passed over twice
      .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, '$1')
      .replace(/\*\*(?=[^\s*])([^*]*[^\s*])\*\*/g, '$1')
      .replace(/`([^`]+)`/g, '$1')
      .replace(/ ?\| ?/g, ' ')
      .replace(/ +/g, ' ')
      .trim()
  )
}

/** A thematic break, or what stands below the head of a table. */
function isRule(line: string): boolean {
  return line.includes('---') && /^[\s:|-]+$/.test(line)
}
