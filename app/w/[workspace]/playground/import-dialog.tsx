'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ChangeEvent, useState } from 'react'
import { toast } from 'sonner'
import { type ClientError, callApi } from '@/components/data/api-client'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { formatCount } from '@/components/ui/format-number'
import { tellImported } from '@/components/ui/toast-words'
import type { ImportedConversations } from '@/lib/schemas/conversation-file'
import { ImportPlan } from './import-plan'

const SOURCE_NAMES = { loadout: 'Loadout', chatgpt: 'ChatGPT', claude: 'Claude' } as const

const isWanted = ({ outcome }: ImportedConversations['items'][number]) => outcome === 'new' || outcome === 'longer'

/** Takes in conversations of a file: first what would become of each, then those that are ticked. */
export function ImportDialog({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const queryClient = useQueryClient()
  const [content, setContent] = useState('')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const send = (json: object) => callApi<ImportedConversations>('/api/v1/conversations/import', { json })
  const plan = useMutation<ImportedConversations, ClientError, string>({
    mutationFn: (text) => send({ content: text, isPlan: true }),
  })
  const chosen = plan.data?.items.filter((item) => isWanted(item) && !left.has(item.sourceId)) ?? []
  const run = useMutation<ImportedConversations, ClientError, void>({
    mutationFn: () => send({ content, ids: chosen.map(({ sourceId }) => sourceId) }),
    onSuccess: async ({ items }) => {
      const refused = items.filter(({ outcome }) => outcome === 'refused')
      await queryClient.invalidateQueries({ queryKey: ['conversations'] })
      toast(tellImported(items.length - refused.length), {
        description: refused[0] && `${refused[0].title}: ${refused[0].problem}`,
      })
      close()
    },
  })
  const close = () => {
    setContent('')
    plan.reset()
    run.reset()
    onOpenChange(false)
  }
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    if (!file) return
    const text = await file.text()
    setContent(text)
    setLeft(new Set())
    run.reset()
    plan.mutate(text)
  }
  const error = plan.error ?? run.error
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => (open ? onOpenChange(true) : close())}
      size="lg"
      title="Import conversations"
      description="A file that Loadout exported, or the conversations.json of a ChatGPT or Claude export. They are private to you; nothing is learned from them."
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
          accept="application/json,.json"
          aria-label="File"
          onChange={(event) => void choose(event)}
          className="block w-full text-sm file:mr-3 file:h-8 file:rounded-md file:border file:border-line-strong file:bg-background file:px-3 file:font-medium file:text-fg file:text-sm hover:file:bg-muted"
        />
        {error && <Notice tone="danger" title={error.message} requestId={error.requestId} />}
        {plan.isPending && (
          <p role="status" className="text-fg-muted text-sm">
            Reading the file…
          </p>
        )}
        {plan.data && (
          <>
            <p className="text-fg-muted text-sm">
              From {SOURCE_NAMES[plan.data.source]}: {formatCount(plan.data.items.length, 'conversation')}.
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
