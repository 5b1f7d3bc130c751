import type { Nodes, Parents } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { toString as mdastToString } from 'mdast-util-to-string'
import { gfm } from 'micromark-extension-gfm'
import { toOneLine } from '../text/to-one-line'

const extensions = [gfm()]
const mdastExtensions = [gfmFromMarkdown()]

/** Longer markdown (UTF-16 units) is cut before it is read: the time it takes can grow with the square of the length. */
export const MAX_PLAIN_LENGTH = 1_000

/** A heading whose text has nothing that could be markup; the first or second group is the text. */
const PLAIN_HEADING = /^(?:#{1,6}[ \t]+([^`*_[\]<>&~!\\\n\r#]+)|([^`*_[\]<>&~!\\\n\r#]+)\r?\n(?:=+|-+))[ \t]*$/

/** What MDX and static site generators let a heading end with to name its anchor. */
const ANCHOR = /[ \t]*(?:\{\/\*[^*]{0,200}\*\/\}|\{#[\w-]{1,200}\})(?=[ \t]*(?:\r?\n|$))/

/** What a document defines elsewhere, so that it is text to the parser of one block: `[text][1]`, `[^1]`. */
const REFERENCE = /!?\[([^\][\n]{1,200})\]\[[^\][\n]{0,100}\]/g
const FOOTNOTE = /(?<=\S)\[\^[\w-]{1,50}\]/g
/** What wikis and Obsidian link by: `[[Page]]`, `[[Page|text]]`. */
const WIKI_LINK = /(?<!\w)!?\[\[(?=\S)(?:[^\][|\n]{1,200}\|)?([^\][|\n]{1,200})\]\]/g

/** The text of one block of markdown without markup, on one line. */
export function plainText(markdown: string): string {
  const source = markdown.slice(0, MAX_PLAIN_LENGTH).replace(ANCHOR, '')
  const plain = PLAIN_HEADING.exec(source)
  if (plain) return (plain[1] ?? plain[2] ?? '').replace(/\s+/g, ' ').trim().toWellFormed()
  const tree = fromMarkdown(source.toWellFormed(), { extensions, mdastExtensions })
  if (source.includes('[')) showLinks(tree)
  if (source.includes('<')) showTypes(tree, source)
  return mdastToString(tree, { includeHtml: false }).replace(/\s+/g, ' ').trim()
}

/** `<String>` and `<T extends A>`, as types have them behind a name: `List<String>`. */
const TYPE_ARGUMENT = /^<([A-Za-z]\w*)(?:[ \t]+\w+)*>$/
/** Elements that nothing closes. */
const VOID_TAG = /^(?:br|hr|img|input|p|wbr)$/i

/** What is no tag but the argument of a type: it stands right behind a name, and nothing closes it. */
function showTypes(node: Parents, source: string): void {
  for (const [at, child] of node.children.entries()) {
    if ('children' in child) showTypes(child, source)
    if (child.type !== 'html') continue
    const name = TYPE_ARGUMENT.exec(child.value)?.[1]
    const start = child.position?.start.offset ?? 0
    const isType = name !== undefined && !VOID_TAG.test(name) && /\w/.test(source.charAt(start - 1))
    if (isType && !source.includes(`</${name}`)) node.children[at] = { type: 'text', value: child.value }
  }
}

/** Leaves of links that only the whole document, or another parser, knows what they show. */
function showLinks(node: Nodes): void {
  if (node.type === 'text') {
    node.value = node.value.replace(WIKI_LINK, '$1').replace(REFERENCE, '$1').replace(FOOTNOTE, '')
  } else if ('children' in node) for (const child of node.children) showLinks(child)
}

/** Noise is spaces where it was: what set badges off from a title sets off nothing. */
const SEPARATOR = '(?:[·•|–—-]|&(?:middot|bull|ndash|mdash|nbsp);)+'
const BEHIND_TITLE = new RegExp(String.raw`(?:[ \t]${SEPARATOR}[ \t]{8,})+(?=\r?\n|$)`)
const BEFORE_TITLE = new RegExp(String.raw`^(#{0,6})[ \t]{8,}${SEPARATOR}[ \t]+`)

/** Of an image or link: an address, or the label of a definition. */
const TARGET = String.raw`(?:\([^()\n]{0,500}\)|\[[^[\]\n]{0,200}\])`
const IMAGE_MARKUP = String.raw`!\[[^[\]\n]{0,200}\]${TARGET}`
const IMAGE = new RegExp(String.raw`\[[ \t]{0,10}${IMAGE_MARKUP}[ \t]{0,10}\]${TARGET}|${IMAGE_MARKUP}`, 'g')

/** What a heading is called: its text without images, unless it is nothing else, and as names are read. */
export function titleOfHeading(heading: string): string {
  const bare = heading.replace(IMAGE, ' '.repeat(8))
  const title = bare === heading ? '' : toOneLine(plainText(withoutSeparators(bare)))
  return title || toOneLine(plainText(withoutSeparators(heading)))
}

/** The source of a heading without what stood between its text and its badges. */
function withoutSeparators(heading: string): string {
  return heading.replace(BEHIND_TITLE, '').replace(BEFORE_TITLE, '$1 ')
}
