'use client'

import { PanelRight, PanelRightClose, PanelRightOpen, Plus } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { useCallback, useMemo, useState } from 'react'
import { type ModuleChoice, ModuleChoiceProvider, withChoice } from '@/components/context/candidates/module-choice'
import type { MissingRun } from '@/components/context/history/history-kinds'
import { historySearchParams } from '@/components/context/history/history-view'
import { SummaryChoiceProvider } from '@/components/context/history/summary-choice'
import { useCommands } from '@/components/frame/commands'
import { PageHeader } from '@/components/frame/page-header'
import { Button } from '@/components/ui/button'
import { Inspector } from '@/components/ui/inspector'
import { Sheet } from '@/components/ui/sheet'
import type { Otherwise } from './columns/columns'
import { useSummaryChoice } from './composer/use-summary-choice'
import { ConversationList } from './conversations/conversation-list'
import { ConversationPane } from './conversations/conversation-pane'
import { type Inspected, NOTHING_INSPECTED } from './inspected-answer'
import { OF_CONVERSATION, playgroundSearchParams } from './search-params'
import { AnswerInspector } from './thread/answer-inspector'

type PlaygroundScreenProps = {
  canAsk: boolean
  canWrite: boolean
  canSetUp: boolean
  suggestions: string[]
  hasSample: boolean
}

export function PlaygroundScreen({ canAsk, canWrite, canSetUp, suggestions, hasSample }: PlaygroundScreenProps) {
  const [search, setSearch] = useQueryStates(playgroundSearchParams)
  /** Null until a stored conversation is here and says it. */
  const [inspected, setInspected] = useState<Inspected | null>(null)
  const [isListOpen, setIsListOpen] = useState(false)
  const [isNarrowInspectorOpen, setIsNarrowInspectorOpen] = useState(false)

  // A new conversation gets its id while its first answer streams: the pane keeps its key, so that the stream goes on.
  const [opened, setOpened] = useState(0)
  const [keys, setKeys] = useState<Record<string, string>>({})
  const key = search.conversation === null ? `new-${opened}` : (keys[search.conversation] ?? search.conversation)

  // links of the rail, the palette and the browser's history change the conversation as well
  const [shownId, setShownId] = useState(search.conversation)
  if (search.conversation !== shownId) {
    setShownId(search.conversation)
    if (search.conversation === null || keys[search.conversation] === undefined) {
      setOpened((count) => count + 1)
      setKeys({})
      setInspected(null)
    }
  }
  const open = useCallback(
    (conversation: string | null, message: string | null = null) => {
      setIsListOpen(false)
      setOpened((count) => count + 1)
      if (conversation === null) setInspected(null)
      void setSearch({ ...OF_CONVERSATION, conversation, message }, { history: 'push' })
    },
    [setSearch],
  )
  const onConversation = useCallback(
    (id: string) => {
      setKeys({ [id]: key })
      // a branch may not have the message that a link led to
      void setSearch({ conversation: id, message: null })
    },
    [key, setSearch],
  )
  const onSelect = useCallback(
    (answer: string | null, cite?: string) => {
      if (answer === null) void setSearch({ answer: null, cite: null })
      else {
        setIsNarrowInspectorOpen(true)
        void setSearch({ answer, cite: cite ?? null, inspector: 'open', ...(cite && { tab: 'text' as const }) })
      }
    },
    [setSearch],
  )

  const [, setHistory] = useQueryStates(historySearchParams)
  const onMissing = useCallback(
    (answer: string, { turnIds: [first], isSummarized }: MissingRun) => {
      setIsNarrowInspectorOpen(true)
      void setSearch({ answer, cite: null, inspector: 'open', tab: 'history' })
      void setHistory({ turns: isSummarized ? 'summarized' : 'missing', turn: first ?? null })
    },
    [setHistory, setSearch],
  )

  const { pins, excludes } = search
  const onChoice = useCallback(
    (chosen: Pick<ModuleChoice, 'pins' | 'excludes'>) =>
      void setSearch({
        pins: chosen.pins.length > 0 ? chosen.pins : null,
        excludes: chosen.excludes.length > 0 ? chosen.excludes : null,
      }),
    [setSearch],
  )
  const choice = useMemo(
    (): ModuleChoice => ({
      pins,
      excludes,
      choose: (id, wanted) => onChoice(withChoice({ pins, excludes }, id, wanted)),
    }),
    [pins, excludes, onChoice],
  )
  const { unfolds } = search
  const onUnfolds = useCallback(
    (chosen: string[]) => void setSearch({ unfolds: chosen.length > 0 ? chosen : null }),
    [setSearch],
  )
  const summaryChoice = useSummaryChoice(search.conversation, { unfolds, onUnfolds })
  const onBeside = useCallback(
    (beside: Otherwise[]) =>
      void setSearch((before) => ({
        beside: beside.length > 0 ? beside : null,
        // columns take the room of the inspector, until one is selected
        ...(before.beside.length === 0 && { inspector: 'closed' as const }),
      })),
    [setSearch],
  )
  const onRelease = useCallback((release: string | null) => void setSearch({ release }), [setSearch])
  const onCompare = useCallback(
    (answer: string | null, compared: string) => {
      setIsNarrowInspectorOpen(true)
      void setSearch({ answer, cite: null, inspector: 'open', tab: 'compare', with: compared })
    },
    [setSearch],
  )

  const toggleInspector = () => {
    const isWide = window.matchMedia('(min-width: 56.25rem)').matches
    const isShown = search.inspector === 'open' && (isWide || isNarrowInspectorOpen)
    setIsNarrowInspectorOpen(!isShown)
    void setSearch({ inspector: isShown ? 'closed' : 'open' })
  }
  useCommands([
    {
      id: 'new-conversation',
      label: 'New conversation',
      group: 'Playground',
      shortcut: 'n',
      icon: Plus,
      run: () => open(null),
    },
    {
      id: 'inspector',
      label: 'Toggle the context inspector',
      group: 'Playground',
      shortcut: 'mod+i',
      icon: PanelRight,
      run: toggleInspector,
    },
    {
      id: 'focus-question',
      label: 'Write a question',
      group: 'Playground',
      shortcut: '/',
      isHidden: true,
      run: () => document.getElementById('question')?.focus(),
    },
  ])

  const list = <ConversationList activeId={search.conversation} canAsk={canAsk} onOpen={open} />
  const InspectorIcon = search.inspector === 'open' ? PanelRightClose : PanelRightOpen
  return (
    <>
      <PageHeader
        title="Playground"
        actions={
          <>
            <Button variant="ghost" className="lg:hidden" onClick={() => setIsListOpen(true)}>
              Conversations
            </Button>
            <Button
              variant="ghost"
              size="icon"
              aria-label="Toggle the context inspector"
              aria-pressed={search.inspector === 'open'}
              onClick={toggleInspector}
            >
              <InspectorIcon />
            </Button>
          </>
        }
      />
      <ModuleChoiceProvider value={canAsk ? choice : null}>
        <SummaryChoiceProvider value={canAsk ? summaryChoice : null}>
          <div className="flex min-h-0 flex-1">
            <aside aria-label="Conversations" className="hidden w-56 shrink-0 border-r lg:block">
              {list}
            </aside>
            <ConversationPane
              key={key}
              conversationId={search.conversation}
              canAsk={canAsk}
              canSetUp={canSetUp}
              canWrite={canWrite}
              newModel={search.model ?? undefined}
              release={search.release ?? undefined}
              onRelease={onRelease}
              suggestions={suggestions}
              hasSample={hasSample}
              selectedId={search.answer}
              wantedId={search.message}
              opened={opened}
              onConversation={onConversation}
              onLeave={() => open(null)}
              onSelect={onSelect}
              onMissing={onMissing}
              onCompare={onCompare}
              beside={search.beside}
              onBeside={onBeside}
              onChoice={onChoice}
              onInspect={setInspected}
            />
            {search.inspector === 'open' && (
              <Inspector
                name="context"
                title="Context"
                isOpenNarrow={isNarrowInspectorOpen}
                onClose={() => {
                  setIsNarrowInspectorOpen(false)
                  void setSearch({ inspector: 'closed' })
                }}
              >
                <AnswerInspector
                  inspected={inspected ?? (search.conversation === null ? NOTHING_INSPECTED : null)}
                  canAsk={canAsk}
                  canWrite={canWrite}
                  compared={search.with}
                  onCompare={(compared) => onCompare(search.answer, compared)}
                  onAskAgain={(compared) => onCompare(null, compared)}
                  tab={search.tab}
                  onTabChange={(tab) => void setSearch({ tab })}
                  focusedLabel={search.cite}
                />
              </Inspector>
            )}
          </div>
        </SummaryChoiceProvider>
      </ModuleChoiceProvider>
      <Sheet open={isListOpen} onOpenChange={setIsListOpen} title="Conversations">
        {list}
      </Sheet>
    </>
  )
}
