'use client'

import { markdown } from '@codemirror/lang-markdown'
import { yamlFrontmatter } from '@codemirror/lang-yaml'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useMemo } from 'react'
import CodeMirrorMerge from 'react-codemirror-merge'
import { sourceTheme } from './source-theme'

type Side = { label: string; source: string }

type SourceDiffProps = {
  left: Side
  right: Side
  /** Makes the right side editable. */
  onChange?: (source: string) => void
}

function extensionsOf(label: string, isReadOnly: boolean) {
  return [
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

/** Two texts of a module side by side, front matter included; long unchanged stretches are folded. */
export function SourceDiff({ left, right, onChange }: SourceDiffProps) {
  const leftExtensions = useMemo(() => extensionsOf(left.label, true), [left.label])
  const rightExtensions = useMemo(() => extensionsOf(right.label, onChange === undefined), [right.label, onChange])
  return (
    <div className="min-w-0 overflow-x-auto rounded-md border">
      <div className="min-w-2xl">
        <div className="grid grid-cols-2 border-b bg-surface text-fg-faint text-xs">
          <span className="truncate px-3 py-1.5">{left.label}</span>
          <span className="truncate border-l px-3 py-1.5">{right.label}</span>
        </div>
        <CodeMirrorMerge
          orientation="a-b"
          collapseUnchanged={{ margin: 3, minSize: 6 }}
          gutter
          theme="none"
          className="max-h-[52dvh] overflow-y-auto"
        >
          <CodeMirrorMerge.Original {...SETUP} value={left.source} extensions={leftExtensions} />
          <CodeMirrorMerge.Modified {...SETUP} value={right.source} extensions={rightExtensions} onChange={onChange} />
        </CodeMirrorMerge>
      </div>
    </div>
  )
}
