'use client'

import { useCallback, useState } from 'react'
import type { SourceAnalysis } from '@/components/source-analysis/source-analysis'
import { Inspector } from '@/components/ui/inspector'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import type { ParsedModuleFile } from '@/lib/schemas/front-matter/parse-module-file'
import { isPlainText } from '@/lib/schemas/modules/module-path'
import type { Me } from '../../discussion/me'
import { ModuleDiscussion } from '../../discussion/module-discussion'
import { EffectList } from './effect-list'
import type { OpenModule } from './open-module'
import { EDITOR_TABS, type EditorTab } from './search-params'
import { readNamedChunk } from './tabs/chunks/named-passage'
import { replaceSpan } from './tabs/chunks/replace-span'
import { ChunksTab } from './tabs/chunks-tab'
import { FieldsTab } from './tabs/fields-tab'
import { HistoryTab } from './tabs/history-tab'
import { NeedsTab } from './tabs/needs-tab'
import { PreviewTab } from './tabs/preview-tab'
import { SummaryLine } from './tabs/summary-line'

const LABELS: Record<EditorTab, string> = {
  fields: 'Front matter',
  preview: 'Preview',
  chunks: 'Chunks',
  needs: 'Needs',
  effect: 'Effect',
  history: 'History',
  discussion: 'Discussion',
}

type EditorTabsProps = {
  module: OpenModule
  source: string
  /** Of the draft as it is saved; 0 without one. */
  revision: number
  parsed: ParsedModuleFile
  analysis: SourceAnalysis | null
  tab: EditorTab
  /** The chunk that the address names, and where its text stands in its version. */
  selectedChunk: string | null
  selectedRange: string | null
  /** Under 900 px the panel covers the source while it is open. */
  isOpen: boolean
  canWrite: boolean
  me: Me
  selectedThread: string | null
  onTab: (tab: EditorTab) => void
  onClose: () => void
  onChange: (source: string) => void
  onGoTo: (start: number, end: number) => void
  onCompare: (version: number) => void
}

export function EditorTabs(props: EditorTabsProps) {
  const { module, parsed, analysis, tab, isOpen, onTab, onClose } = props
  const [formsOpen, setFormsOpen] = useState(0)
  const onWriting = useCallback((by: 1 | -1) => setFormsOpen((count) => count + by), [])
  return (
    <Inspector name="module" title="Details" isPlain isOpenNarrow={isOpen} onClose={onClose}>
      <Tabs
        value={tab}
        onValueChange={(value) => onTab(EDITOR_TABS.find((name) => name === value) ?? 'fields')}
        className="flex min-h-0 flex-1 flex-col"
      >
        <TabsList aria-label="Details" className="gap-3">
          {EDITOR_TABS.map((name) => (
            <TabsTrigger key={name} value={name}>
              {LABELS[name]}
              {name === 'chunks' && analysis && (
                <span className="tabular text-fg-faint text-xs">{analysis.chunks.length}</span>
              )}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value="fields">
          <FieldsTab
            module={module}
            source={props.source}
            parsed={parsed}
            onChange={props.onChange}
            isReadOnly={!props.canWrite}
            tokenCount={analysis?.counts.find(({ isExact }) => isExact)?.tokens}
          />
        </TabsContent>
        <TabsContent value="preview">
          <PreviewTab body={parsed.body} isText={isPlainText(module.path)} />
        </TabsContent>
        <TabsContent
          value="chunks"
          // what is written of a chunk stays while another tab is looked at
          forceMount={formsOpen > 0 || undefined}
          className="data-[state=inactive]:hidden"
        >
          {module.version > 0 && <SummaryLine id={module.id} />}
          <ChunksTab
            id={module.id}
            body={parsed.body}
            chunks={analysis?.chunks}
            named={readNamedChunk(props.selectedChunk, props.selectedRange)}
            published={module}
            canWrite={props.canWrite}
            onGoTo={props.onGoTo}
            onWriting={onWriting}
            onReplace={(start, before, after) => {
              const from = props.source.length - parsed.body.length + start
              const next = replaceSpan(props.source, from, before, after)
              if (next !== null) props.onChange(next)
              return next !== null
            }}
          />
        </TabsContent>
        <TabsContent value="needs">
          <NeedsTab id={module.id} name={parsed.metadata.name} drafted={parsed.metadata.dependencies} />
        </TabsContent>
        <TabsContent value="effect">
          <div className="p-3">
            <EffectList id={module.id} revision={props.revision} />
          </div>
        </TabsContent>
        <TabsContent value="history">
          <HistoryTab id={module.id} onCompare={props.onCompare} />
        </TabsContent>
        <TabsContent value="discussion">
          <ModuleDiscussion moduleId={module.id} me={props.me} selected={props.selectedThread} />
        </TabsContent>
      </Tabs>
    </Inspector>
  )
}
