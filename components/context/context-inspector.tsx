'use client'

import { Download } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { DropdownMenu, MenuItem } from '@/components/ui/dropdown-menu'
import { Notice } from '@/components/ui/error-state'
import { formatNumber } from '@/components/ui/format-number'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import type { CandidateTrace, SectionName } from '@/lib/engine'
import { CandidateList, candidateKey, listSearchParams } from './candidates/candidate-list'
import { downloadFile } from './download-file'
import { FactsView } from './history/facts-view'
import { countSent, HistoryView } from './history/history-view'
import type { InspectedContext } from './inspected-context'
import { INSPECTOR_TABS, type InspectorTab } from './inspector-tabs'
import { ReplayButton } from './replay-button'
import { SectionBar, usedParts } from './steps/section-bar'
import { SectionTable } from './steps/section-table'
import { StepList } from './steps/step-list'
import { UsageLine } from './steps/usage-line'
import { ContextText } from './text/context-text'
import { ImagesView } from './text/images-view'

type ContextInspectorProps = {
  context: InspectedContext
  tab: InspectorTab
  onTabChange: (tab: InspectorTab) => void
  focusedLabel?: string | null
  /** The comparison with another context. */
  compare?: ReactNode
}

/** What one composition is made of, and why. */
export function ContextInspector({ context, tab, onTabChange, focusedLabel, compare }: ContextInspectorProps) {
  const { usage, trace } = context
  const [, setList] = useQueryStates(listSearchParams)
  const onWhy = (section: SectionName, candidate: CandidateTrace | undefined) => {
    if (candidate) void setList({ show: null, candidate: candidateKey(candidate) })
    onTabChange(section === 'history' ? 'history' : 'candidates')
  }
  const kept = trace.candidates.filter(({ fate }) => fate === 'included').length
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="space-y-1.5 border-b px-3 py-2">
        <SectionBar label="Used" parts={usedParts(usage)} contextWindow={usage.contextWindow} />
        <div className="flex items-center gap-1">
          <div className="min-w-0 flex-1">
            <UsageLine context={context} />
          </div>
          {context.isStored !== false && <ReplayButton compositionId={context.id} />}
          <CopyButton text={context.text} aria-label="Copy the text that was sent" />
          <DownloadMenu context={context} />
        </div>
        <Provenance context={context} />
      </div>
      <Tabs
        value={tab}
        onValueChange={(value) => onTabChange(INSPECTOR_TABS.find((name) => name === value) ?? 'text')}
        className="flex min-h-0 flex-1 flex-col"
      >
        <TabsList>
          <TabsTrigger value="text">Text</TabsTrigger>
          <TabsTrigger value="sections">Sections</TabsTrigger>
          <TabsTrigger value="candidates">
            Candidates
            <span className="tabular text-fg-faint text-xs">
              {formatNumber(kept)}/{formatNumber(trace.candidates.length)}
            </span>
          </TabsTrigger>
          <TabsTrigger value="history">
            History
            {trace.turns && <span className="tabular text-fg-faint text-xs">{countSent(trace.turns)}</span>}
          </TabsTrigger>
          {trace.facts && (
            <TabsTrigger value="profile">
              Profile
              <span className="tabular text-fg-faint text-xs">
                {formatNumber(trace.facts.filter(({ fate }) => fate === 'included').length)}/
                {formatNumber(trace.facts.length)}
              </span>
            </TabsTrigger>
          )}
          {trace.images && (
            <TabsTrigger value="images">
              Images
              <span className="tabular text-fg-faint text-xs">
                {formatNumber(trace.images.filter(({ fate }) => fate === 'included').length)}/
                {formatNumber(trace.images.length)}
              </span>
            </TabsTrigger>
          )}
          <TabsTrigger value="steps">
            Steps
            {trace.warnings.length > 0 && <Badge tone="warning">{trace.warnings.length}</Badge>}
          </TabsTrigger>
          {compare && <TabsTrigger value="compare">Compare</TabsTrigger>}
        </TabsList>
        <TabsContent value="text">
          <ContextText context={context} focusedLabel={focusedLabel} onWhy={onWhy} />
        </TabsContent>
        <TabsContent value="sections">
          <SectionTable usage={usage} compositionId={context.isStored === false ? undefined : context.id} />
        </TabsContent>
        <TabsContent value="candidates">
          <CandidateList context={context} />
        </TabsContent>
        <TabsContent value="history">
          <HistoryView context={context} />
        </TabsContent>
        <TabsContent value="profile">
          <FactsView context={context} />
        </TabsContent>
        {trace.images && (
          <TabsContent value="images">
            <ImagesView images={trace.images} />
          </TabsContent>
        )}
        <TabsContent value="steps">
          <StepList context={context} />
        </TabsContent>
        {compare && <TabsContent value="compare">{compare}</TabsContent>}
      </Tabs>
    </div>
  )
}

/** Said only when what is shown is not byte for byte what was sent. */
function Provenance({ context: { isExact, redactions = [] } }: { context: InspectedContext }) {
  if (isExact !== false) return null
  return (
    <Notice
      tone="warning"
      title={
        redactions.length > 0
          ? `Not the exact text any more: ${redactions.map(({ note }) => note).join(' ')}`
          : 'Not the exact text: this version of Loadout assembles the context differently than the one that sent it.'
      }
    />
  )
}

function DownloadMenu({ context }: { context: InspectedContext }) {
  const { id, messages, text, usage, trace } = context
  return (
    <DropdownMenu
      align="end"
      trigger={
        <Button variant="ghost" size="icon-sm" aria-label="Download">
          <Download />
        </Button>
      }
    >
      <MenuItem onSelect={() => downloadFile(`${id}.txt`, 'text/plain', text)}>Text as sent</MenuItem>
      <MenuItem
        onSelect={() =>
          downloadFile(`${id}.json`, 'application/json', JSON.stringify({ messages, usage, trace }, null, 2))
        }
      >
        What was sent, and why (JSON)
      </MenuItem>
    </DropdownMenu>
  )
}
