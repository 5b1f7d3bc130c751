'use client'

import { markdown } from '@codemirror/lang-markdown'
import { yamlFrontmatter } from '@codemirror/lang-yaml'
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint'
import { Prec, type Text } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import CodeMirror from '@uiw/react-codemirror'
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { sourceTheme } from '@/components/source/source-theme'
import { Skeleton } from '@/components/ui/skeleton'
import type { ModuleProblem } from '@/lib/schemas/modules/module'

export type SourceEditorHandle = {
  /** Selects a span of the source (UTF-16) and scrolls it into view. */
  select: (start: number, end: number) => void
  focusLine: (line: number) => void
}

type SourceEditorProps = {
  source: string
  onChange: (source: string) => void
  /** Ctrl or ⌘ with Enter. */
  onSend: () => void
  problems: ModuleProblem[]
  label: string
  isReadOnly: boolean
  ref: Ref<SourceEditorHandle>
}

function toDiagnostic(document: Text, { line, message, severity }: ModuleProblem): Diagnostic {
  const { from, to } = document.line(Math.max(1, Math.min(document.lines, line ?? 1)))
  return { from, to, severity, message }
}

/** The whole file, front matter included, with its problems in the gutter. Tab leaves the editor. */
export function SourceEditor({ source, onChange, onSend, problems, label, isReadOnly, ref }: SourceEditorProps) {
  const [view, setView] = useState<EditorView | null>(null)
  const send = useRef(onSend)
  useEffect(() => {
    send.current = onSend
  })
  const extensions = useMemo(
    () => [
      // before the editor's own, which is a new line
      Prec.highest(
        keymap.of([
          {
            key: 'Mod-Enter',
            run: () => {
              send.current()
              return true
            },
          },
        ]),
      ),
      yamlFrontmatter({ content: markdown() }),
      lintGutter(),
      EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'true' }),
      sourceTheme,
    ],
    [label],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text needs its diagnostics placed again
  useEffect(() => {
    if (!view) return
    const diagnostics = problems.map((problem) => toDiagnostic(view.state.doc, problem))
    view.dispatch(setDiagnostics(view.state, diagnostics))
  }, [view, problems, source])

  useImperativeHandle(ref, () => ({
    select(start, end) {
      if (!view) return
      const clamp = (offset: number) => Math.min(offset, view.state.doc.length)
      const selection = { anchor: clamp(start), head: clamp(end) }
      view.dispatch({ selection, effects: EditorView.scrollIntoView(selection.anchor, { y: 'start', yMargin: 40 }) })
      view.focus()
    },
    focusLine(line) {
      if (!view) return
      const { from } = view.state.doc.line(Math.max(1, Math.min(view.state.doc.lines, line)))
      view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) })
      view.focus()
    },
  }))

  return (
    <div className="relative h-full min-h-0">
      {!view && <SourceSkeleton />}
      <CodeMirror
        onCreateEditor={setView}
        value={source}
        onChange={onChange}
        extensions={extensions}
        theme="none"
        height="100%"
        className="h-full min-h-0"
        indentWithTab={false}
        readOnly={isReadOnly}
        basicSetup={{ foldGutter: false, autocompletion: false, syntaxHighlighting: false, highlightActiveLine: true }}
      />
    </div>
  )
}

/** The text's lines before the editor, which only a browser can make, is there. */
function SourceSkeleton() {
  return (
    <div role="status" aria-label="Loading the source" className="absolute inset-0 flex flex-col gap-2 p-4">
      {['w-1/4', 'w-1/3', 'w-1/5', 'mt-4 w-2/3', 'w-3/4', 'w-1/2'].map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
  )
}
