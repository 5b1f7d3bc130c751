import { getChunks, getOriginalDoc, mergeViewSiblings, uncollapseUnchanged } from '@codemirror/merge'
import { type EditorState, type Extension, type Range, RangeSet, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, ViewPlugin, WidgetType } from '@codemirror/view'
import { findCounterpart } from './find-counterpart'

export type DiffSide = 'old' | 'new'
export type DiffLine = { side: DiffSide; line: number }

/** How the merge view calls lines that it folds. */
const FOLD = 'collapsed-unchanged-code'

const cardsChanged = StateEffect.define<DecorationSet>()

const cards = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (shown, { effects, changes }) => effects.find((each) => each.is(cardsChanged))?.value ?? shown.map(changes),
  provide: (field) => EditorView.decorations.from(field),
})

const cardsTheme = EditorView.theme({
  '.cm-card-row': { whiteSpace: 'normal', cursor: 'default', fontFamily: 'var(--font-sans)', lineHeight: '1.5' },
})

/** Room under a line: what the page renders into it, or as much as stands beside it. */
class Room extends WidgetType {
  constructor(readonly dom: HTMLElement) {
    super()
  }
  override eq(other: Room) {
    return other.dom === this.dom
  }
  override toDOM() {
    return this.dom
  }
  override get estimatedHeight() {
    return this.dom.offsetHeight || -1
  }
  override ignoreEvent() {
    return true
  }
}

type Row = { dom: HTMLElement; content: HTMLElement; beside: HTMLElement }

/**
 * Rooms under lines of a difference, into which the page renders cards. Side by side, the other text gets as much room at the
 * line that belongs beside; in one column the lines of the text before stand at their change. Folded lines with a card are
 * opened. The extensions stay the same while the rooms change.
 */
export function createDiffCards() {
  const rows = new Map<string, Row>()
  const views: Record<DiffSide, Set<EditorView>> = { old: new Set(), new: new Set() }
  let lines: readonly DiffLine[] = []
  let heights: ResizeObserver | undefined

  const measure = () => {
    for (const { content, dom, beside } of rows.values()) {
      const height = `${content.offsetHeight}px`
      if (content.isConnected && beside.style.height !== height) beside.style.height = height
      if (dom.parentNode === null) beside.style.height = height
    }
    for (const view of [...views.old, ...views.new]) view.requestMeasure()
  }
  const rowOf = ({ side, line }: DiffLine): Row => {
    const key = `${side}:${line}`
    const known = rows.get(key)
    if (known) return known
    const dom = document.createElement('div')
    dom.className = 'cm-card-row'
    const content = dom.appendChild(document.createElement('div'))
    const row = { dom, content, beside: document.createElement('div') }
    rows.set(key, row)
    heights ??= new ResizeObserver(measure)
    heights.observe(content)
    return row
  }
  const place = (view: EditorView, side: DiffSide) => {
    const isAlone = mergeViewSiblings(view) === null
    const found: Range<Decoration>[] = []
    const seen: number[] = []
    for (const each of lines) {
      const row = rowOf(each)
      const isOwn = each.side === side
      const spot = isOwn ? endOfLine(view.state, each.line) : findBeside(view, each)
      if (spot === null) continue
      const widget = new Room(isOwn || isAlone ? row.dom : row.beside)
      found.push(Decoration.widget({ widget, block: true, side: spot.side }).range(spot.at))
      seen.push(spot.at)
    }
    const next = RangeSet.of(found, true)
    if (RangeSet.eq([view.state.field(cards)], [next])) return
    const folds = listFolds(view, seen).map((from) => uncollapseUnchanged.of(from))
    view.dispatch({ effects: [cardsChanged.of(next), ...folds] })
  }
  const placeAll = () => {
    for (const side of ['old', 'new'] as const) for (const view of views[side]) place(view, side)
  }
  const extensionOf = (side: DiffSide): Extension => [
    cards,
    cardsTheme,
    ViewPlugin.define((view) => {
      views[side].add(view)
      // what is changed is known when the editors beside each other are made
      queueMicrotask(() => views[side].has(view) && place(view, side))
      return { destroy: () => views[side].delete(view) }
    }),
  ]
  return {
    old: extensionOf('old'),
    new: extensionOf('new'),
    /** Where the page renders what stands under a line. */
    roomOf: (line: DiffLine): HTMLElement => rowOf(line).content,
    show: (next: readonly DiffLine[]) => {
      lines = next
      placeAll()
    },
    /** Brings the cards of a line to where they are seen: an editor draws no lines that are far away. */
    reveal: ({ side, line }: DiffLine) => {
      for (const view of views[side].size > 0 ? views[side] : views.new) {
        const spot = views[side].size > 0 ? endOfLine(view.state, line) : findBeside(view, { side, line })
        if (spot) view.dispatch({ effects: EditorView.scrollIntoView(spot.at, { y: 'center' }) })
      }
    },
    focusLine: ({ side, line }: DiffLine) => {
      for (const view of views[side]) {
        const spot = endOfLine(view.state, line)
        if (spot) view.dispatch({ selection: { anchor: view.state.doc.line(line).from } })
        view.focus()
      }
    },
  }
}

type Spot = { at: number; side: number }

const endOfLine = ({ doc }: EditorState, line: number): Spot | null =>
  line >= 1 && line <= doc.lines ? { at: doc.line(line).to, side: 1 } : null

/** Where what stands under a line of the other text belongs; null where nothing stands beside it. */
function findBeside(view: EditorView, { side, line }: DiffLine): Spot | null {
  const { state } = view
  const siblings = mergeViewSiblings(view)
  const other = siblings ? siblings[side === 'old' ? 'a' : 'b'].state.doc : getOriginalDoc(state)
  if (line > other.lines) return null
  const changes = (getChunks(state)?.chunks ?? []).map(({ fromA, toA, fromB, toB }) =>
    side === 'old'
      ? { from: fromA, to: toA, besideFrom: fromB, besideTo: toB }
      : { from: fromB, to: toB, besideFrom: fromA, besideTo: toA },
  )
  const { at, isChanged } = findCounterpart(changes, other.line(line).from)
  const here = Math.min(at, state.doc.length)
  if (!isChanged) return { at: state.doc.lineAt(here).to, side: 1 }
  // in one column, what was taken out stands above what replaced it
  return siblings ? null : { at: here, side: 0 }
}

/** Where the folds begin that hide one of the positions. */
function listFolds({ state }: EditorView, positions: readonly number[]): number[] {
  const folds = new Set<number>()
  for (const shown of state.facet(EditorView.decorations)) {
    if (typeof shown === 'function') continue
    for (const at of positions) {
      shown.between(at, at, (from, _to, { spec }) => {
        if (spec.widget?.type === FOLD) folds.add(from)
      })
    }
  }
  return [...folds]
}
