import type { ModelFamily } from '../vocabulary/types'
import type { Block } from './blocks'
import { type Edit, findControlTokens, findEdits, toInline } from './escape'
import { namesOf, versionName } from './name-module'
import type { ItemHead, Markup, Renderer } from './renderer'

export type XmlNotation = {
  family: ModelFamily
  /** Names of the elements that delimit blocks. */
  blockTags: string[]
  open(block: Block): string
  close(block: Block): string
  isSandwich: boolean
  messageTokens: number
  replyTokens: number
}

const LABEL_TAG = 'k\\d+'
const ITEM_TAGS = ['context_item', 'conversation_turn', 'conversation_summary', 'conversation_gap', 'stated_by_user']
const LEAST_TURN_TAGS = ['turn', 'gap']

/**
 * Families that read XML share items and escaping; they differ in how blocks are named. Where the markup is to be short,
 * an empty element named by an item's label stands before it (a milestone, as TEI has them): the item ends where the next
 * one or the end of the block stands. So does one before a turn.
 */
export function createXmlRenderer(notation: XmlNotation, markup: Markup): Renderer {
  const isLeast = markup.items === 'least'
  const areTurnsLeast = markup.turns !== 'full'
  const leastTags = [...(isLeast ? [LABEL_TAG] : []), ...(areTurnsLeast ? LEAST_TURN_TAGS : [])]
  const hazard = tagPattern([...notation.blockTags, ...ITEM_TAGS, ...leastTags])
  const tagOf = ({ label }: ItemHead) => (isLeast ? label : undefined)
  return {
    ...notation,
    markup,
    openItem: (head) => {
      const tag = tagOf(head)
      const attributes = itemAttributes({ ...head, label: tag ? undefined : head.label })
      return tag ? `<${[tag, attributes].filter(Boolean).join(' ')}/>\n` : `<context_item ${attributes}>\n`
    },
    closeItem: (head) => (tagOf(head) ? '' : '\n</context_item>'),
    openTurn: ({ role, speaker, day }) => {
      const attributes = Object.entries({ role, speaker, day }).flatMap(([name, value]) =>
        value === undefined ? [] : [` ${name}="${escapeAttribute(value)}"`],
      )
      return areTurnsLeast ? `<turn${attributes.join('')}/>\n` : `<conversation_turn${attributes.join('')}>\n`
    },
    closeTurn: () => (areTurnsLeast ? '' : '\n</conversation_turn>'),
    openStated: () => '<stated_by_user>\n',
    closeStated: () => '\n</stated_by_user>',
    openSummary: () => '<conversation_summary>\n',
    closeSummary: () => '\n</conversation_summary>',
    gap: (count, day) =>
      areTurnsLeast ? '<gap/>' : `<conversation_gap turns="${count}"${day === undefined ? '' : ` until="${day}"`}/>`,
    findHazards: (text) => findXmlHazards(text, hazard),
    hasExamples: false,
  }
}

/**
 * `<` before one of our own tag names, opening or closing and in any case. Other
 * markup stays as it is: escaping all of it would spoil code, which a model should see as it was written.
 */
function tagPattern(tags: string[]): RegExp {
  return new RegExp(`<(?=[\\s/]*(?:${tags.join('|')})(?![\\w.:-]))`, 'gi')
}

function findXmlHazards(text: string, hazard: RegExp): Edit[] {
  const tags = findEdits(text, hazard, () => '&lt;')
  return [...tags, ...findControlTokens(text)]
}

function itemAttributes(head: ItemHead): string {
  const { module, headingPath, label, isSummary, form } = head
  const whole = (value: string) => (form ? undefined : value)
  const attributes: [string, string | undefined][] = [
    ['label', label],
    ['name', form ? namesOf(head).join(' › ') || undefined : module.name],
    ['section', headingPath.length > 0 ? whole(headingPath.join(' › ')) : undefined],
    ['module', whole(module.moduleId)],
    ['version', whole(versionName(module))],
    ['updated', whole(module.lastUpdated)],
    ['priority', whole(module.priority)],
    ['resolution', isSummary ? 'summary' : undefined],
  ]
  return attributes
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}="${escapeAttribute(value)}"`]))
    .join(' ')
}

function escapeAttribute(value: string): string {
  return toInline(value).replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
