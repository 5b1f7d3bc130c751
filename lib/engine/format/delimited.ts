import type { ModelFamily } from '../vocabulary/types'
import { type Edit, eachLine, findControlTokens, toInline } from './escape'
import { namesOf, versionName } from './name-module'
import type { ItemHead, Markup, Renderer } from './renderer'

export type LineNotation = {
  family: ModelFamily
  /** A line that delimits, from what it says. */
  toLine(words: string): string
  /** A line that begins an item by its label. */
  toLabelled(title: string): string
  /** Start of a line that could be taken for a delimiter; its first group is what stands before the mark. */
  delimiter: RegExp
  /** The same for a line that begins an item by its label. */
  labelled: RegExp
  /** The same for a line that begins a turn, or says that turns are missing, where these have the least markup. */
  turn: RegExp
  hasExamples: boolean
  messageTokens: number
  replyTokens: number
}

/**
 * Families that read `BEGIN`/`END` lines differ only in what such a line looks like. Where the markup is to be short, an
 * item that has a label begins with a line of it and its names, and a block ends without saying which: blocks hold none.
 * A turn then begins with a line, and ends where the next line delimits.
 */
export function createDelimitedRenderer(
  { toLine, toLabelled, delimiter, labelled, turn, ...rest }: LineNotation,
  markup: Markup,
): Renderer {
  const isLeast = markup.items === 'least'
  const areTurnsLeast = markup.turns !== 'full'
  const hazards = [delimiter, ...(isLeast ? [labelled] : []), ...(areTurnsLeast ? [turn] : [])]
  const begin = (words: string) => `${toLine(`BEGIN ${words}`)}\n`
  const end = (words: string) => `\n${toLine(`END ${words}`)}`
  return {
    ...rest,
    markup,
    open: (block) => begin(`${block.title.toUpperCase()} | ${block.priority} priority`),
    close: (block) => (isLeast ? `\n${toLine('END')}` : end(block.title.toUpperCase())),
    openItem: (head) => (isLeast && head.label ? `${toLabelled(itemTitle(head))}\n` : begin(`ITEM ${itemTitle(head)}`)),
    // a brief one ends where the next line delimits
    closeItem: ({ label, form }) => (form ? '' : end(label ? `ITEM ${label}` : 'ITEM')),
    openTurn: ({ role, speaker, day }) => {
      const said = [
        role ?? '',
        ...(speaker === undefined ? [] : [toInline(speaker)]),
        ...(day === undefined ? [] : [day]),
      ]
      const title = `TURN ${said.join(' | ').trimStart()}`
      return areTurnsLeast ? `${toLine(title)}\n` : begin(title)
    },
    closeTurn: () => (areTurnsLeast ? '' : end('TURN')),
    openStated: () => begin('STATED BY THE USER in earlier turns'),
    closeStated: () => end('STATED BY THE USER'),
    openSummary: () => begin('SUMMARY of earlier turns'),
    closeSummary: () => end('SUMMARY'),
    gap: (count, day) =>
      toLine(areTurnsLeast ? 'TURNS LEFT OUT' : `TURNS LEFT OUT: ${count}${day === undefined ? '' : ` until ${day}`}`),
    findHazards: (text) => [...findDelimiters(text, hazards), ...findControlTokens(text)],
    isSandwich: false,
  }
}

function itemTitle(head: ItemHead): string {
  const { module, label, form, isSummary } = head
  const metadata = [
    `${module.moduleId} version ${versionName(module)}`,
    `updated ${module.lastUpdated}`,
    `${module.priority} priority`,
  ]
  const names = namesOf(head).join(' › ')
  const parts = [...(names ? [names] : []), ...(form ? [] : metadata), ...(isSummary ? ['summary'] : [])]
  return `${label ? `[${label}] ` : ''}${parts.map(toInline).join(' | ')}`.trimEnd()
}

function findDelimiters(text: string, delimiters: RegExp[]): Edit[] {
  const edits: Edit[] = []
  for (const { at, line } of eachLine(text)) {
    const match = delimiters.map((delimiter) => delimiter.exec(line)).find((found) => found !== null)
    if (match) edits.push({ at: at + (match[1] ?? '').length, remove: 0, insert: '\\' })
  }
  return edits
}
