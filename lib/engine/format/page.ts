import { toPieces } from '../text/source-edits'
import type { ContextItem, HistoryEntry } from '../vocabulary/plan'
import type { Message, Span, SpanOrigin } from '../vocabulary/trace'
import type { HistorySummary, ProfileFact, SectionName, StatedFact, Turn } from '../vocabulary/types'
import type { Block } from './blocks'
import { escapeParts, escapeText, toInline } from './escape'
import { headTurns, type TurnHeading } from './head-turns'
import { headOf } from './name-module'
import type { Renderer } from './renderer'
import { type RenderedContext, SpanWriter } from './span-writer'

/** Writes blocks and what stands in them; knows the current section, so that every span has the right one. */
export class Page {
  private readonly writer = new SpanWriter()
  private section: SectionName = 'instructions'
  private isFresh = true
  private readonly headTurn: (turn: Turn) => TurnHeading

  constructor(private readonly renderer: Renderer) {
    this.headTurn = headTurns(renderer.markup.turns)
  }

  startMessage(role: Message['role']): void {
    this.writer.startMessage(role)
    this.isFresh = true
  }

  /** Goes on with the message of this role, or starts one. */
  continueMessage(role: Message['role']): void {
    if (this.writer.role !== role) this.startMessage(role)
  }

  endPrefix(options: { isBreakpoint: boolean }): void {
    this.writer.endPrefix(options)
  }

  finish(): RenderedContext {
    return this.writer.finish()
  }

  /** A block without parts is left out. */
  block(block: Block, parts: (() => void)[]): void {
    if (parts.length === 0) return
    this.section = block.section
    if (!this.isFresh) this.format('\n\n')
    this.isFresh = false
    this.format(this.renderer.open(block))
    parts.forEach((write, index) => {
      if (index > 0) this.format('\n\n')
      write()
    })
    this.format(this.renderer.close(block))
  }

  format(text: string): void {
    this.writer.append(text, { section: this.section, origin: 'format' })
  }

  /** Returns what was written. */
  content(text: string, origin: SpanOrigin, of: Pick<Span, 'turnId' | 'summaryId' | 'factId'> = {}): string {
    const escaped = escapeText(text, this.renderer.findHazards)
    this.writer.append(escaped, { section: this.section, origin, ...of })
    return escaped
  }

  itemParts(items: ContextItem[]): (() => void)[] {
    return items.map((item) => () => this.item(item))
  }

  /** All facts are one part: a list. Each is a span of its own. */
  factParts(facts: ProfileFact[]): (() => void)[] {
    if (facts.length === 0) return []
    const lines = facts.map((fact, at) => `${at > 0 ? '\n' : ''}${toFactLine(fact)}`)
    return [
      () => {
        const escaped = escapeParts(lines, this.renderer.findHazards)
        facts.forEach(({ id }, at) => {
          this.writer.append(escaped[at] ?? '', { section: this.section, origin: 'profile', factId: id })
        })
      },
    ]
  }

  /** A turn as a message of its own; what the same side says at once is one message, since models expect turns to alternate. */
  message({ id, role, content }: Turn): void {
    this.section = 'history'
    if (this.writer.role === role) this.format('\n\n')
    else this.startMessage(role)
    this.isFresh = false
    this.content(content, 'turn', { turnId: id })
  }

  historyEntry(entry: HistoryEntry): void {
    if (entry.kind === 'turn') this.turn(entry.turn)
    else if (entry.kind === 'gap') this.format(this.renderer.gap(entry.count, entry.day))
    else if (entry.kind === 'stated') this.stated(entry.facts)
    else this.summary(entry.summary)
  }

  turn(turn: Turn): void {
    const { id, role, content } = turn
    this.format(this.renderer.openTurn(this.headTurn(turn)))
    this.format(this.renderer.closeTurn(role, this.content(content, 'turn', { turnId: id })))
  }

  /** A list; each is a span of its own. */
  private stated(facts: StatedFact[]): void {
    this.format(this.renderer.openStated())
    const lines = facts.map((fact, at) => `${at > 0 ? '\n' : ''}${toStatedLine(fact)}`)
    const escaped = escapeParts(lines, this.renderer.findHazards)
    facts.forEach(({ id, turnId }, at) => {
      this.writer.append(escaped[at] ?? '', { section: this.section, origin: 'stated', turnId, statedId: id })
    })
    this.format(this.renderer.closeStated())
  }

  private summary({ id, text }: HistorySummary): void {
    this.format(this.renderer.openSummary())
    this.format(this.renderer.closeSummary(this.content(text, 'summary', { summaryId: id })))
  }

  private item(item: ContextItem): void {
    const { module, origin, label, isSummary } = item
    this.format(this.renderer.openItem(headOf(item, this.renderer)))
    const pieces = item.parts.flatMap(({ chunkId, ...part }) =>
      toPieces({ ...part, startOffset: part.sourceStart }, part.sourceEnd).map((piece) => ({ ...piece, chunkId })),
    )
    const escaped = escapeParts(
      pieces.map(({ text }) => text),
      this.renderer.findHazards,
    )
    pieces.forEach(({ chunkId, start, end, isInserted }, index) => {
      this.writer.append(escaped[index] ?? '', {
        section: this.section,
        origin: isInserted ? 'inserted' : origin,
        moduleId: module.moduleId,
        version: module.version,
        ...(chunkId === undefined ? {} : { chunkId }),
        ...(label === undefined ? {} : { label }),
        ...(isInserted ? {} : { sourceStart: start, sourceEnd: end }),
        ...(isSummary ? { resolution: 'summary' } : {}),
      })
    })
    this.format(this.renderer.closeItem(item, escaped.join('')))
  }
}

export function toFactLine({ key, value }: ProfileFact): string {
  return `- ${toInline(key)}: ${toInline(value)}`
}

export function toStatedLine({ text }: StatedFact): string {
  return `- ${toInline(text)}`
}
