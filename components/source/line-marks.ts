import { type Extension, Prec, StateEffect } from '@codemirror/state'
import { EditorView, GutterMarker, gutter, keymap, ViewPlugin } from '@codemirror/view'

type LineHandlers = {
  /** Somebody pressed the mark of a line, from 1, or Enter in it. */
  onPress: (line: number, text: string) => void
  /** The cursor stands in a line. */
  onCursor: (line: number, text: string) => void
}

const marksChanged = StateEffect.define<null>()

class LineMark extends GutterMarker {
  constructor(
    readonly count: number,
    readonly line: number,
  ) {
    super()
  }
  override eq(other: LineMark) {
    return this.count === other.count && this.line === other.line
  }
  override toDOM() {
    const mark = document.createElement('span')
    mark.className = this.count > 0 ? 'cm-line-mark cm-line-mark-full' : 'cm-line-mark'
    mark.textContent = this.count > 0 ? `${this.count}` : '+'
    mark.title = this.count > 0 ? `Threads on line ${this.line}` : `Comment on line ${this.line}`
    return mark
  }
}

const marksTheme = EditorView.theme({
  '.cm-marks': { width: '22px', cursor: 'pointer' },
  '.cm-line-mark': {
    display: 'block',
    margin: '2px 2px 0',
    borderRadius: '4px',
    fontSize: '11px',
    lineHeight: '16px',
    textAlign: 'center',
    opacity: '0',
  },
  '.cm-gutterElement:hover > .cm-line-mark': {
    opacity: '1',
    backgroundColor: 'var(--accent-fill)',
    color: 'var(--accent-on)',
  },
  '.cm-line-mark.cm-line-mark-full': {
    opacity: '1',
    backgroundColor: 'color-mix(in oklab, var(--accent) 18%, transparent)',
    color: 'var(--accent)',
  },
})

/**
 * A gutter in which lines of a text that is read show how many threads they have, and begin one at a press. The extension stays the same while its
 * marks change, since another one would build the editor anew.
 */
export function createLineMarks(handlers: LineHandlers): {
  extension: Extension
  show: (counts: Map<number, number>) => void
} {
  let counts = new Map<number, number>()
  const views = new Set<EditorView>()
  const textOf = (view: EditorView, at: number) => {
    const { number, text } = view.state.doc.lineAt(at)
    return [number, text] as const
  }
  const extension = [
    ViewPlugin.define((view) => {
      views.add(view)
      return { destroy: () => views.delete(view) }
    }),
    gutter({
      class: 'cm-marks',
      lineMarker: (view, { from }) => {
        const [line] = textOf(view, from)
        return new LineMark(counts.get(line) ?? 0, line)
      },
      lineMarkerChange: (update) => update.transactions.some((tr) => tr.effects.some((each) => each.is(marksChanged))),
      domEventHandlers: {
        click: (view, { from }) => {
          handlers.onPress(...textOf(view, from))
          return true
        },
      },
    }),
    Prec.highest(
      keymap.of([
        {
          key: 'Enter',
          run: (view) => {
            handlers.onPress(...textOf(view, view.state.selection.main.head))
            return true
          },
        },
      ]),
    ),
    EditorView.updateListener.of(({ view, selectionSet, focusChanged, state }) => {
      if (selectionSet || (focusChanged && view.hasFocus)) handlers.onCursor(...textOf(view, state.selection.main.head))
    }),
    marksTheme,
  ]
  return {
    extension,
    show: (next) => {
      counts = next
      for (const view of views) view.dispatch({ effects: marksChanged.of(null) })
    },
  }
}
