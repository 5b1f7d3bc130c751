'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ChangeEvent, useRef, useState } from 'react'
import { toast } from 'sonner'
import { ClientError, callApi, toClientError } from '@/components/data/api-client'
import { showError } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { formatCount } from '@/components/ui/format-number'
import { tellImported } from '@/components/ui/toast-words'
import type { ImportedConversations } from '@/lib/schemas/conversations/conversation-file'
import { ImportPlan } from './import-plan'
import { readConversationFile } from './read-conversation-file'

const SOURCE_NAMES = { loadout: 'Loadout', chatgpt: 'ChatGPT', claude: 'Claude' } as const

type Item = ImportedConversations['items'][number]
/** What of a file is asked to be taken in by one request, and what would become of it. */
type Part = { content: string; items: Item[] }
type Plan = { source: ImportedConversations['source'] | undefined; parts: Part[]; items: Item[] }

const isWanted = ({ outcome }: Item) => outcome === 'new' || outcome === 'longer'

/** Takes in conversations of a file: first what would become of each, then those that are ticked. */
export function ImportDialog({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const queryClient = useQueryClient()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [taken, setTaken] = useState(0)
  const [progress, setProgress] = useState<{ done: number; of: number }>()
  /** What is under way ends after the part that it is at once nobody waits for it. */
  const work = useRef({ isLeft: false })
  const begin = () => {
    work.current.isLeft = true
    work.current = { isLeft: false }
    setProgress(undefined)
    setTaken(0)
    return work.current
  }
  const send = (json: object) => callApi<ImportedConversations>('/api/v1/conversations/import', { json })
  const plan = useMutation<Plan, Error, File>({
    mutationFn: async (file) => {
      const own = begin()
      const { parts, tooLarge } = await readConversationFile(file)
      const planned: Plan = { source: undefined, parts: [], items: [...tooLarge] }
      for (const [done, content] of parts.entries()) {
        if (own.isLeft) break
        setProgress({ done, of: parts.length })
        const { source, items } = await send({ content, isPlan: true })
        planned.source ??= source
        planned.parts.push({ content, items })
        planned.items.push(...items)
      }
      return planned
    },
  })
  const isChosen = (item: Item) => isWanted(item) && !left.has(item.sourceId)
  const chosen = plan.data?.items.filter(isChosen) ?? []
  const run = useMutation<void, Error, void>({
    mutationFn: async () => {
      const own = begin()
      const parts = plan.data?.parts.filter(({ items }) => items.some(isChosen)) ?? []
      const refused: Item[] = []
      let count = 0
      try {
        for (const [done, { content, items }] of parts.entries()) {
          if (own.isLeft) break
          setProgress({ done, of: parts.length })
          const ids = items.filter(isChosen).map(({ sourceId }) => sourceId)
          const { items: through } = await send({ content, ids })
          refused.push(...through.filter(({ outcome }) => outcome === 'refused'))
          count += through.length
          if (!own.isLeft) setTaken(count - refused.length)
        }
      } catch (error) {
        if (!own.isLeft) throw error
        showError(toClientError(error))
      }
      toast(tellImported(count - refused.length, own.isLeft ? chosen.length : undefined), {
        description: refused[0] && `${refused[0].title}: ${refused[0].problem}`,
      })
      if (!own.isLeft) close()
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['conversations'] }),
  })
  const close = () => {
    begin()
    plan.reset()
    run.reset()
    onOpenChange(false)
  }
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    if (!file) return
    setLeft(new Set())
    run.reset()
    plan.mutate(file)
  }
  const error = plan.error ?? run.error
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => (open ? onOpenChange(true) : close())}
      size="lg"
      title="Import conversations"
      description="A file that Loadout exported, or the export of ChatGPT or Claude: its zip, or the conversations.json in it. They are private to you; nothing is learned from them."
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="primary"
            disabled={chosen.length === 0}
            isPending={run.isPending}
            onClick={() => run.mutate()}
          >
            {chosen.length === 0 ? 'Import' : `Import ${formatCount(chosen.length, 'conversation')}`}
          </Button>
        </>
      }
    >
      <div className="space-y-3">
        <input
          type="file"
          accept="application/json,application/zip,.json,.zip"
          aria-label="File"
          onChange={choose}
          onClick={({ currentTarget }) => {
            // the same file may be chosen again
            currentTarget.value = ''
          }}
          className="block w-full text-sm file:mr-3 file:h-8 file:rounded-md file:border file:border-line-strong file:bg-background file:px-3 file:font-medium file:text-fg file:text-sm hover:file:bg-muted"
        />
        {error && (
          <Notice
            tone="danger"
            title={taken > 0 ? `${tellImported(taken, chosen.length)}. ${error.message}` : error.message}
            requestId={error instanceof ClientError ? error.requestId : undefined}
          />
        )}
        {(plan.isPending || run.isPending) && (
          <p role="status" className="text-fg-muted text-sm">
            {plan.isPending ? 'Reading the file' : 'Importing'}
            {progress && progress.of > 1 ? `: part ${progress.done + 1} of ${progress.of}` : ''}…
          </p>
        )}
        {plan.data && (
          <>
            <p className="text-fg-muted text-sm">
              {plan.data.source && `From ${SOURCE_NAMES[plan.data.source]}: `}
              {formatCount(plan.data.items.length, 'conversation')}.
            </p>
            <ImportPlan
              items={plan.data.items}
              left={left}
              onToggle={(id, isTaken) =>
                setLeft((before) => {
                  const next = new Set(before)
                  if (isTaken) next.delete(id)
                  else next.add(id)
                  return next
                })
              }
            />
          </>
        )}
      </div>
    </Dialog>
  )
}
