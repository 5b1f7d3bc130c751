'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { GitPullRequestArrow, PanelRight, Send } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useQueryStates } from 'nuqs'
import { useMemo, useRef, useState } from 'react'
import { toast } from 'sonner'
import { ClientError } from '@/components/data/api-client'
import { refreshProduction } from '@/components/data/refresh-production'
import { reviewQuery } from '@/components/data/review-query'
import { useSingle } from '@/components/data/use-single'
import { useCommands } from '@/components/frame/commands'
import { PageHeader } from '@/components/frame/page-header'
import { useSourceAnalysis } from '@/components/source-analysis/use-source-analysis'
import { Button } from '@/components/ui/button'
import { ErrorState, Notice } from '@/components/ui/error-state'
import { tellProposed, tellPublished } from '@/components/ui/toast-words'
import { Tooltip } from '@/components/ui/tooltip'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { parseModuleFile } from '@/lib/schemas/front-matter/parse-module-file'
import type { ModuleProblem } from '@/lib/schemas/modules/module'
import { isPlainText } from '@/lib/schemas/modules/module-path'
import type { Me } from '../../discussion/me'
import { cleanerQuery } from '../../settings/cleaner/queries'
import { ModuleStatus } from '../module-status'
import { AskDraft, useAskDraft } from './ask-draft'
import { ConflictDialog } from './draft/conflict-dialog'
import { DraftBanner } from './draft/draft-banner'
import { useDraft } from './draft/use-draft'
import { EditorTabs } from './editor-tabs'
import Loading from './loading'
import { ModuleMenu } from './module-menu'
import type { OpenModule } from './open-module'
import { ProposeDialog } from './propose-dialog'
import { PublishDialog } from './publish-dialog'
import { moduleQuery } from './queries'
import { editorSearchParams } from './search-params'
import { SourceEditor, type SourceEditorHandle } from './source-editor'
import { StatusLine } from './status-line'
import { CompareDialog } from './tabs/compare-dialog'

type EditorScreenProps = { id: string; workspaceId: string; canWrite: boolean; me: Me }

export function EditorScreen({ id, workspaceId, canWrite, me }: EditorScreenProps) {
  const { data: module, error, refetch } = useQuery(moduleQuery(id))
  if (module) return <Editor key={id} module={module} workspaceId={workspaceId} canWrite={canWrite} me={me} />
  if (!error) return <Loading />
  return (
    <ErrorState
      title="The module could not be loaded"
      description={error.message}
      requestId={error instanceof ClientError ? error.requestId : undefined}
      onRetry={() => void refetch()}
    />
  )
}

/** Problems of the text as it stands, then what only the server can know, such as a missing dependency. */
function mergeProblems(local: ModuleProblem[], remote: ModuleProblem[]): ModuleProblem[] {
  const seen = new Set(local.map(({ message }) => message))
  return [...local, ...remote.filter(({ message }) => !seen.has(message))]
}

type EditorProps = { module: OpenModule; workspaceId: string; canWrite: boolean; me: Me }

function Editor({ module, workspaceId, canWrite, me }: EditorProps) {
  const queryClient = useQueryClient()
  const router = useRouter()
  const toPath = useWorkspacePath()
  const { state, isDirty, isKept, draft, reload } = useDraft(module, workspaceId, canWrite)
  const { edit, save } = draft
  const [params, setParams] = useQueryStates(editorSearchParams)
  const [isPublishing, setIsPublishing] = useState(false)
  const [isProposing, setIsProposing] = useState(false)
  // a link to a tab shows it on a narrow screen, too
  const [isPanelOpen, setIsPanelOpen] = useState(params.tab !== null)
  const sourceEditor = useRef<SourceEditorHandle>(null)

  const parsed = useMemo(() => parseModuleFile(module.path ?? '', state.source, module.id), [module, state.source])
  const cleaner = useQuery(cleanerQuery())
  const { analysis, hasFailed } = useSourceAnalysis(parsed.body, cleaner.data?.leftOut, isPlainText(module.path))
  const remote = isDirty ? [] : state.problems
  const problems = useMemo(() => mergeProblems(parsed.problems, remote), [parsed.problems, remote])
  const bodyStart = state.source.length - parsed.body.length
  const hasDraft = isDirty || state.revision > 0
  const hasErrors = problems.some(({ severity }) => severity === 'error')

  const showDiscarded = async () => {
    void refreshProduction(queryClient)
    const read = queryClient.fetchQuery({ ...moduleQuery(module.id), staleTime: 0 })
    // the draft is gone, also where it cannot be read what stands there now
    reload(await read.catch(() => ({ ...module, draft: null, problems: [] })))
  }
  const opening = useSingle(async (open: () => void) => {
    if (await save()) open()
  })
  const openPublish = () => {
    if (whyNotPublished === '') void opening.run(() => setIsPublishing(true))
  }
  const openPropose = () => {
    if (hasDraft && !hasErrors) void opening.run(() => setIsProposing(true))
  }
  const asking = useAskDraft()
  const { data: reviewed } = useQuery(reviewQuery())
  const whyNot = hasErrors ? 'Mend the errors first' : hasDraft ? '' : 'Nothing has changed'
  const ask = () => {
    if (whyNot !== '') return
    void opening.run(() => asking.mutate({ id: module.id, revision: draft.get().revision }))
  }
  const needsReview = reviewed?.review === 'required'
  const whyNotPublished = whyNot || (needsReview ? 'This workspace requires review: propose it' : '')
  useCommands([
    {
      id: 'editor:save',
      label: 'Save the draft now',
      group: 'Module',
      shortcut: 'mod+s',
      run: () => void save(),
    },
    ...(canWrite
      ? [
          {
            id: 'editor:publish',
            label: 'Publish',
            group: 'Module',
            shortcut: 'mod+enter',
            run: openPublish,
          },
          {
            id: 'editor:propose',
            label: 'Propose as a change request',
            group: 'Module',
            run: openPropose,
          },
          {
            id: 'editor:ask',
            label: 'Ask the draft in the playground',
            group: 'Module',
            run: ask,
          },
        ]
      : []),
  ])
  return (
    <>
      <PageHeader
        title={
          <>
            <WorkspaceLink href="/modules" className="rounded-md font-normal text-fg-faint hover:text-fg">
              Modules
            </WorkspaceLink>
            <span className="px-1.5 font-normal text-fg-faint" aria-hidden>
              /
            </span>
            {parsed.metadata.name}
          </>
        }
        status={<ModuleStatus module={{ ...module, hasDraft }} />}
        actions={
          <>
            <Button className="rail:hidden" onClick={() => setIsPanelOpen(true)}>
              <PanelRight />
              Details
            </Button>
            {canWrite && (
              <>
                <ModuleMenu
                  module={module}
                  hasDraft={hasDraft}
                  onAsk={whyNot === '' ? ask : undefined}
                  alone={draft.alone}
                  onDiscarded={showDiscarded}
                />
                <AskDraft whyNot={whyNot} isPending={asking.isPending} onAsk={ask} />
                <Tooltip content={whyNot || 'Have it looked at first, as a change request'}>
                  <Button onClick={openPropose} aria-disabled={whyNot !== ''}>
                    <GitPullRequestArrow />
                    Propose
                  </Button>
                </Tooltip>
                <Tooltip content={whyNotPublished || 'Publish'} shortcut="mod+enter">
                  <Button variant="primary" onClick={openPublish} aria-disabled={whyNotPublished !== ''}>
                    <Send />
                    Publish
                  </Button>
                </Tooltip>
              </>
            )}
          </>
        }
      />
      <div className="flex min-h-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col">
          <DraftBanner error={state.error} isKept={isKept} onRetry={() => void save()} />
          {module.status === 'archived' && (
            <Notice tone="info" className="m-2" title="This module is archived: retrieval does not see it." />
          )}
          <div className="min-h-0 flex-1">
            <SourceEditor
              ref={sourceEditor}
              source={state.source}
              onChange={edit}
              onSend={() => canWrite && openPublish()}
              problems={problems}
              label={`Source of ${module.name}`}
              isReadOnly={!canWrite}
            />
          </div>
          <StatusLine
            analysis={analysis}
            hasFailed={hasFailed || cleaner.isError}
            problems={problems}
            draft={state}
            isDirty={isDirty}
            isKept={isKept}
            onGoToLine={(line) => sourceEditor.current?.focusLine(line)}
          />
        </div>
        <EditorTabs
          module={module}
          source={state.source}
          revision={state.revision}
          parsed={parsed}
          analysis={analysis}
          tab={params.tab ?? 'fields'}
          selectedChunk={params.chunk}
          selectedRange={params.at}
          isOpen={isPanelOpen}
          canWrite={canWrite}
          me={me}
          selectedThread={params.thread}
          onTab={(tab) => void setParams({ tab, chunk: null, at: null, thread: null })}
          onClose={() => setIsPanelOpen(false)}
          onChange={edit}
          onGoTo={(start, end) => {
            setIsPanelOpen(false)
            sourceEditor.current?.select(bodyStart + start, bodyStart + end)
          }}
          onCompare={(version) => void setParams({ compare: version })}
        />
      </div>
      {state.conflict && <ConflictDialog conflict={state.conflict} onResolve={draft.resolve} />}
      {isPublishing && (
        <PublishDialog
          module={module}
          draft={state}
          onClose={() => setIsPublishing(false)}
          onPublished={(result) => {
            setIsPublishing(false)
            toast(tellPublished(result.status, result.version))
            draft.published(result)
            void refreshProduction(queryClient)
          }}
        />
      )}
      {isProposing && (
        <ProposeDialog
          module={module}
          revision={state.revision}
          onClose={() => setIsProposing(false)}
          onProposed={({ number }) => {
            toast(tellProposed(number))
            // the draft is part of the change request now
            queryClient.setQueryData(moduleQuery(module.id).queryKey, (known) => known && { ...known, draft: null })
            void queryClient.invalidateQueries({ queryKey: ['modules'], refetchType: 'none' })
            router.push(toPath(`/changes/${number}`))
          }}
        />
      )}
      {params.compare !== null && (
        <CompareDialog
          id={module.id}
          version={params.compare}
          otherVersion={params.with}
          source={state.source}
          onOther={(version) => void setParams({ with: version })}
          onClose={() => void setParams({ compare: null, with: null })}
          onRestore={
            canWrite
              ? (source) => {
                  edit(source)
                  void setParams({ compare: null, with: null })
                  toast('The version is in the draft. Publish it to bring it back.')
                }
              : undefined
          }
        />
      )}
    </>
  )
}
