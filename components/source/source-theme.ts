import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const theme = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', backgroundColor: 'var(--background)', color: 'var(--fg)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.6' },
  '.cm-content': { padding: '12px 0', caretColor: 'var(--fg)', maxWidth: '100%' },
  '.cm-line': { padding: '0 16px 0 8px' },
  '.cm-cursor': { borderLeftColor: 'var(--fg)' },
  '.cm-gutters': { backgroundColor: 'var(--background)', color: 'var(--fg-faint)', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in oklab, var(--fg) 3.5%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--fg)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in oklab, var(--accent) 22%, transparent)',
  },
  '.cm-panels': { backgroundColor: 'var(--surface)', color: 'var(--fg)', borderColor: 'var(--line)' },
  '.cm-panels input, .cm-panels button': {
    backgroundColor: 'var(--background)',
    backgroundImage: 'none',
    color: 'var(--fg)',
    border: '1px solid var(--line-strong)',
    borderRadius: '6px',
  },
  '.cm-tooltip': { backgroundColor: 'var(--background)', color: 'var(--fg)', border: '1px solid var(--line)' },
  '.cm-diagnostic': { fontFamily: 'var(--font-sans)', fontSize: '12px' },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--muted)', border: 'none', color: 'var(--fg-faint)' },
  '.cm-mergeView .cm-changedLine, .cm-changedLine': {
    backgroundColor: 'color-mix(in oklab, var(--success) 9%, transparent)',
  },
  '.cm-changedText': { background: 'color-mix(in oklab, var(--success) 24%, transparent)' },
  '&.cm-merge-a .cm-changedLine': { backgroundColor: 'color-mix(in oklab, var(--danger) 8%, transparent)' },
  '&.cm-merge-a .cm-changedText': { background: 'color-mix(in oklab, var(--danger) 22%, transparent)' },
  '.cm-deletedChunk': { backgroundColor: 'color-mix(in oklab, var(--danger) 8%, transparent)', paddingLeft: '8px' },
  '.cm-deletedChunk .cm-deletedText': { background: 'color-mix(in oklab, var(--danger) 22%, transparent)' },
  '.cm-collapsedLines': {
    backgroundColor: 'var(--surface)',
    backgroundImage: 'none',
    color: 'var(--fg-faint)',
    fontSize: '12px',
  },
  // The arrows around the text are not in the font.
  '.cm-collapsedLines:before, .cm-collapsedLines:after': { content: '"" !important' },
})

const highlight = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '600', color: 'var(--fg)' },
  { tag: tags.strong, fontWeight: '600' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: [tags.link, tags.url], color: 'var(--accent)' },
  { tag: [tags.monospace, tags.string], color: 'var(--origin-knowledge-text)' },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--origin-instructions-text)' },
  { tag: [tags.keyword, tags.bool, tags.null, tags.number, tags.atom], color: 'var(--origin-query-text)' },
  { tag: [tags.quote, tags.comment], color: 'var(--fg-faint)' },
  { tag: [tags.processingInstruction, tags.punctuation, tags.meta, tags.contentSeparator], color: 'var(--fg-faint)' },
])

/** The product's look for CodeMirror; its colors are the page's variables, so both themes are one. */
export const sourceTheme = [theme, syntaxHighlighting(highlight), EditorView.lineWrapping]
