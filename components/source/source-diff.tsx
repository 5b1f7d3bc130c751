'use client'

import { markdown } from '@codemirror/lang-markdown'
import { yamlFrontmatter } from '@codemirror/lang-yaml'
import { unifiedMergeView } from '@codemirror/merge'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import CodeMirror from '@uiw/react-codemirror'
import { useMemo, useRef } from 'react'
import CodeMirrorMerge from 'react-codemirror-merge'
import { useMedia } from '../ui/use-media'
import { sourceTheme } from './source-theme'

type Side = {
  label: string
  source: string
  /** More of the editor; keep it the same between renders. */
  extension?: Extension
}

type SourceDiffProps = {
  left: Side
  right: Side
  /** Makes the right side editable. Keep it the same between renders: another one begins with `right.source` again. */
  onChange?: (source: string) => void
  /** It is what the page is about. */
  isTall?: boolean
}

function extensionsOf(label: string, onChange: ((source: string) => void) | undefined, more: Extension | undefined) {
  const isReadOnly = onChange === undefined
  // as an extension, because the editors are built anew now and then, and only extensions outlive that
  const tell = EditorView.updateListener.of(({ docChanged, state }) => {
    if (docChanged) onChange?.(state.doc.toString())
  })
  return [
    ...(isReadOnly ? [] : [tell]),
    more ?? [],
    yamlFrontmatter({ content: markdown() }),
    EditorView.contentAttributes.of({ 'aria-label': label }),
    EditorState.readOnly.of(isReadOnly),
    sourceTheme,
  ]
}

const SETUP = {
  basicSetup: { foldGutter: false, autocompletion: false, syntaxHighlighting: false },
  indentWithTab: false,
}

const FOLDED = { margin: 3, minSize: 6 }

/**
 * Two texts of a module side by side, front matter included; on a narrow screen the right one, with what it replaces above
 * each change. Long unchanged stretches are folded.
 */
export function SourceDiff({ left, right, onChange, isTall = false }: SourceDiffProps) {
  const leftExtensions = useMemo(
    () => extensionsOf(left.label, undefined, left.extension),
    [left.label, left.extension],
  )
  const rightExtensions = useMemo(
    () => extensionsOf(right.label, onChange, right.extension),
    [right.label, onChange, right.extension],
  )
  const original = left.source
  const modified = right.source
  // two texts do not fit beside each other
  const isNarrow = useMedia('(max-width: 47.99rem)')
  const typed = useRef({ of: modified, text: modified })
  if (typed.current.of !== modified) typed.current = { of: modified, text: modified }
  const unified = useMemo(
    () => [
      rightExtensions,
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged) typed.current.text = state.doc.toString()
      }),
    ],
    [rightExtensions],
  )
  // rendered again, they would begin with the given texts again, and lose what was typed
  const editors = useMemo(() => {
    const className = isTall ? 'max-h-[80dvh] overflow-y-auto' : 'max-h-[52dvh] overflow-y-auto'
    const { text } = typed.current.of === modified ? typed.current : { text: modified }
    if (isNarrow) {
      const merged = unifiedMergeView({ original, mergeControls: false, collapseUnchanged: FOLDED })
      return <CodeMirror {...SETUP} value={text} theme="none" extensions={[unified, merged]} className={className} />
    }
    return (
      <CodeMirrorMerge orientation="a-b" collapseUnchanged={FOLDED} gutter theme="none" className={className}>
        <CodeMirrorMerge.Original {...SETUP} value={original} extensions={leftExtensions} />
        <CodeMirrorMerge.Modified {...SETUP} value={text} extensions={unified} />
      </CodeMirrorMerge>
    )
  }, [isNarrow, isTall, original, modified, leftExtensions, unified])
  return (
    <div className="min-w-0 overflow-hidden rounded-md border">
      <div className="grid grid-cols-2 border-b bg-surface text-fg-faint text-xs">
        <span className="truncate px-3 py-1.5">{left.label}</span>
        <span className="truncate border-l px-3 py-1.5">{right.label}</span>
      </div>
      {editors}
    </div>
  )
}
