import { type Edit, eachLine, findControlTokens, toInline } from './escape'
import { namesOf, versionName } from './name-module'
import type { ItemHead, Markup, Renderer } from './renderer'
import { visibleText } from './visible-text'

const ATX_HEADING = /^(\s*)(#{1,6})(?=[ \t]|$)/
const SETEXT_UNDERLINE = /^[ \t]*(?:=+|-+)[ \t]*$/
const FENCE = /^( {0,3})(`{3,}|~{3,})(.*)$/

/** Markdown headings: level 1 opens a block, level 2 an item; headings of content are moved down to level 3 and below. */
export const createGptRenderer = (markup: Markup): Renderer => ({
  family: 'gpt',
  markup,
  open: (block) => `# ${block.title}\n\n`,
  close: () => '',
  openItem: (head) => `## ${itemTitle(head)}\n${head.form ? '' : `_${itemMetadata(head)}_\n`}\n`,
  closeItem: (_head, text) => closeFence(text),
  openTurn: ({ role, speaker, day }) => {
    const said = role === undefined ? '' : role === 'user' ? 'User' : 'Assistant'
    const name = speaker === undefined ? '' : said ? ` (${toInline(speaker)})` : toInline(speaker)
    return `## ${said}${name}${day === undefined ? '' : `, ${day}`}\n\n`
  },
  closeTurn: (_role, text) => closeFence(text),
  openStated: () => '## Stated by the User in Earlier Turns\n\n',
  closeStated: () => '',
  openSummary: () => '## Summary of Earlier Turns\n\n',
  closeSummary: (text) => closeFence(text),
  gap: (count, day) =>
    markup.turns !== 'full' ? '## …' : `## Turns Left Out: ${count}${day === undefined ? '' : ` (Until ${day})`}`,
  findHazards: (text) => [...findHeadings(text), ...findControlTokens(text)],
  hasExamples: false,
  isSandwich: false,
  // <|start|>role<|sep|>…<|end|>: 3 and the role's name; 3 for the start of the answer (OpenAI cookbook).
  messageTokens: 4,
  replyTokens: 3,
})

function itemTitle(head: ItemHead): string {
  const title = toInline(namesOf(head).join(' › ') + (head.form && head.isSummary ? ' (summary)' : ''))
  return head.label ? `[${head.label}] ${title}`.trimEnd() : title
}

function itemMetadata({ module, isSummary }: ItemHead): string {
  const parts = [
    module.moduleId,
    `version ${versionName(module)}`,
    `updated ${module.lastUpdated}`,
    `${module.priority} priority`,
  ]
  if (isSummary) parts.push('summary')
  return toInline(parts.join(' · '))
}

/** Headings in code count too: a model reads the line, not the markdown tree. */
function findHeadings(text: string): Edit[] {
  const edits: Edit[] = []
  let previous = ''
  for (const { at, line } of eachLine(text)) {
    const heading = ATX_HEADING.exec(line)
    if (heading) {
      const [, indent = '', hashes = ''] = heading
      edits.push({ at: at + indent.length, remove: hashes.length, insert: '#'.repeat(Math.min(6, hashes.length + 2)) })
    } else if (previous.trim() !== '' && SETEXT_UNDERLINE.test(line)) {
      edits.push({ at: at + line.length - line.trimStart().length, remove: 0, insert: '\\' })
    }
    previous = line
  }
  return edits
}

/** Ends a code block that content leaves open, where it was opened; else it would swallow the headings after it. */
function closeFence(text: string): string {
  let open: { indent: string; marker: string } | undefined
  for (const { line } of eachLine(visibleText(text).text)) {
    const [, indent = '', marker, rest = ''] = FENCE.exec(line) ?? []
    if (!marker) continue
    const isClosing = open && marker[0] === open.marker[0] && marker.length >= open.marker.length && rest.trim() === ''
    if (isClosing) open = undefined
    else open ??= marker.startsWith('`') && rest.includes('`') ? undefined : { indent, marker }
  }
  return open ? `\n${open.indent}${open.marker}` : ''
}
