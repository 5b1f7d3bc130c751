import { cutText } from '@/lib/engine'

const MAX_LENGTH = 60

/** A title from what was asked first: its first line, cut after a word. */
export function titleOf(query: string): string {
  const line = query.trim().split('\n')[0]?.replaceAll(/\s+/g, ' ').trim() ?? ''
  if (line.length <= MAX_LENGTH) return line
  const cut = cutText(line.toWellFormed(), MAX_LENGTH)
  const atWord = cut.lastIndexOf(' ')
  return `${(atWord > MAX_LENGTH / 2 ? cut.slice(0, atWord) : cut).trimEnd()}…`
}
