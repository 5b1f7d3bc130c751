import { CleanBody } from '../clean/noise'
import type { Block } from './block'
import { parseBlocks } from './parse-blocks'
import { titleOfHeading } from './plain-text'

/** A heading in HTML that a line begins with, maybe inside of others of its tags: `<div align="center"><h1>Title</h1>`. */
const HTML_HEADING =
  /^[ \t]*(?:<[^<>\n]{1,300}>[ \t]*){0,10}<h([1-6])(?:\s[^<>]{0,300})?>([\s\S]{1,1000}?)<\/h\1\s*>/gim
const TAG = /<[^<>]{1,300}>/g

type Heading = { level: number; title: string; start: number }

/**
 * The text of the first heading of level 1, else of a heading that the body begins with, without badges and other noise;
 * empty without either.
 */
export function findTitle(body: string): string {
  const { masked } = new CleanBody(body)
  const headings = parseBlocks(masked).flatMap((block): Heading[] => {
    if (block.kind === 'heading') return [block]
    return block.kind === 'text' && masked.charAt(block.start) === '<' ? htmlHeadings(masked, block) : []
  })
  const [first] = headings
  const isAtTop = first !== undefined && masked.slice(0, first.start).replace(TAG, '').trim() === ''
  return headings.find(({ level }) => level === 1)?.title || (isAtTop ? first.title : '')
}

function htmlHeadings(body: string, { start, end }: Block): Heading[] {
  return [...body.slice(start, end).matchAll(HTML_HEADING)].flatMap((match) => {
    const title = titleOfHeading(`# ${match[2]!.replace(TAG, ' ').replace(/\s+/g, ' ').trim()}`)
    return title === '' ? [] : [{ level: Number(match[1]), title, start: start + match.index }]
  })
}
