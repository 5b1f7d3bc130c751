'use client'

import type { ComponentProps } from 'react'
import type { PolicyChange } from '@/components/policy/policy-settings'
import { Inspector } from '@/components/ui/inspector'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import type { RetrievalCandidateDto } from '@/lib/schemas/contexts/retrieval'
import { CandidatePane } from './candidate-pane'
import { ChangesPane } from './changes-pane'
import type { SelectionChange } from './compare-selections'
import { PANES, type Pane } from './search-params'
import { SettingsPane } from './settings-pane'

const LABELS: Record<Pane, string> = { settings: 'Settings', candidate: 'Candidate', changes: 'Changes' }

type RetrievalInspectorProps = ComponentProps<typeof SettingsPane> & {
  /** Under 900 px the panel covers the columns while it is open. */
  isOpen: boolean
  pane: Pane
  candidate: RetrievalCandidateDto | undefined
  weights: Record<string, number>
  changes: PolicyChange[]
  selection: SelectionChange | null
  onPane: (pane: Pane) => void
  onClose: () => void
  onSelect: (key: string) => void
}

export function RetrievalInspector(props: RetrievalInspectorProps) {
  const { isOpen, pane, candidate, weights, changes, selection, onPane, onClose, onSelect, ...settings } = props
  const changed = selection ? selection.cameIn.length + selection.fellOut.length + selection.moved.length : 0
  return (
    <Inspector name="retrieval" title="Details" isPlain onClose={onClose} isOpenNarrow={isOpen} defaultWidth={360}>
      <Tabs
        value={pane}
        onValueChange={(value) => onPane(PANES.find((name) => name === value) ?? 'settings')}
        className="flex min-h-0 flex-1 flex-col"
      >
        <TabsList aria-label="Details">
          {PANES.map((name) => (
            <TabsTrigger key={name} value={name}>
              {LABELS[name]}
              {name === 'settings' && changes.length > 0 && <Count value={changes.length} />}
              {name === 'changes' && changed > 0 && <Count value={changed} />}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value="settings">
          <SettingsPane {...settings} />
        </TabsContent>
        <TabsContent value="candidate">
          <CandidatePane candidate={candidate} weights={weights} />
        </TabsContent>
        <TabsContent value="changes">
          <ChangesPane changes={changes} selection={selection} onSelect={onSelect} />
        </TabsContent>
      </Tabs>
    </Inspector>
  )
}

const Count = ({ value }: { value: number }) => <span className="tabular text-fg-faint text-xs">{value}</span>
