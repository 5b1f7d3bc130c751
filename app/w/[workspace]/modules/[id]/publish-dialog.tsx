'use client'

import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { SourceDiff } from '@/components/source/source-diff'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorState, Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Skeleton } from '@/components/ui/skeleton'
import type { PublishResultDto } from '@/lib/schemas/modules/module'
import { publishModuleAction } from './actions'
import type { DraftState } from './draft/draft-keeper'
import { describePublished, titlePublish } from './editor-words'
import { EffectList } from './effect-list'
import type { OpenModule } from './open-module'
import { versionQuery } from './queries'

type PublishDialogProps = {
  module: OpenModule
  draft: DraftState
  onClose: () => void
  onPublished: (result: PublishResultDto) => void
}

/** What the next version changes, and a message for whoever reads the history. */
export function PublishDialog({ module, draft, onClose, onPublished }: PublishDialogProps) {
  const [message, setMessage] = useState('')
  const published = useQuery(versionQuery(module.id, module.version))
  const publish = useAction(publishModuleAction, { onSuccess: onPublished, onError: () => {} })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    publish.mutate({ id: module.id, message: message.trim() || undefined, revision: draft.revision })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="xl"
      title={titlePublish(module.name, module.version)}
      description="Retrieval sees it as soon as it is published. Earlier versions stay in the history."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="publish" isPending={publish.isPending}>
            Publish
          </Button>
        </>
      }
    >
      <form id="publish" onSubmit={submit} className="mb-3 flex flex-col gap-3">
        {publish.error && <Notice title={publish.error.message} requestId={publish.error.requestId} />}
        <Field label="Message" hint="What changed and why. Optional.">
          {(control) => (
            <Input
              {...control}
              value={message}
              onChange={(event) => setMessage(event.target.value)}
              maxLength={2000}
              autoComplete="off"
            />
          )}
        </Field>
      </form>
      <section aria-label="Effect" className="mb-3 max-h-56 overflow-y-auto rounded-md border p-3">
        <EffectList id={module.id} revision={draft.revision} />
      </section>
      {published.isLoading ? (
        <Skeleton className="h-40" />
      ) : published.error && !published.data ? (
        <ErrorState
          title="The published version could not be loaded"
          description={`What this draft changes does not show. ${published.error.message}`}
          onRetry={() => void published.refetch()}
        />
      ) : (
        <SourceDiff
          left={{
            label: describePublished(module.version),
            source: published.data?.source ?? '',
          }}
          right={{ label: 'This draft', source: draft.savedSource }}
        />
      )}
    </Dialog>
  )
}
