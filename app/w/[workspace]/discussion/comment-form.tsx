'use client'

import { useParams } from 'next/navigation'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { ClientError } from '@/components/data/api-client'
import { useStoredText } from '@/components/data/use-stored-text'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { LIMITS } from '@/lib/schemas/limits'
import { MentionField } from './mention-field'
import { writeSuggestion } from './suggestion'

type Submit = { label: string; run: (text: string) => Promise<unknown> | undefined }

type CommentFormProps = {
  /** What is typed is kept under this name until it is sent. */
  draftKey: string
  label: string
  /** What it begins with where nothing is kept. */
  initial?: string
  /** The main one first: mod+enter sends by it. */
  submits: [Submit, ...Submit[]]
  /** The line that an edit can be suggested for. */
  suggestFor?: string
  autoFocus?: boolean
  onCancel?: () => void
}

/** A comment in the making. */
export function CommentForm({
  draftKey,
  label,
  initial = '',
  submits,
  suggestFor,
  autoFocus,
  onCancel,
}: CommentFormProps) {
  const { workspace } = useParams<{ workspace: string }>()
  const [stored, setStored] = useStoredText(`comment:${workspace}:${draftKey}`)
  const [isTouched, setIsTouched] = useState(false)
  const [pending, setPending] = useState<string | null>(null)
  const [error, setError] = useState<Error | null>(null)
  const text = stored || (isTouched ? '' : initial)
  const change = (next: string) => {
    setIsTouched(true)
    setStored(next)
  }
  const forget = () => {
    setStored('')
    setIsTouched(false)
  }
  const cancel =
    onCancel &&
    (() => {
      forget()
      onCancel()
    })
  const send = async ({ label: name, run }: Submit) => {
    if (text.trim() === '' || pending !== null) return
    setPending(name)
    setError(null)
    try {
      await run(text)
      forget()
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error('It could not be sent. Try again.'))
    } finally {
      setPending(null)
    }
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void send(submits[0])
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Escape' || !onCancel) return
    event.stopPropagation()
    // what was written is kept: it is given up by the button alone
    onCancel()
  }
  return (
    <form onSubmit={onSubmit} className="space-y-2">
      <Field label={label} isLabelHidden>
        {(control) => (
          <MentionField
            {...control}
            autoFocus={autoFocus}
            rows={3}
            value={text}
            readOnly={pending !== null}
            maxLength={LIMITS.commentLength}
            placeholder={label}
            onValueChange={change}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      {error && <Notice title={error.message} requestId={error instanceof ClientError ? error.requestId : undefined} />}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <span className="mr-auto text-fg-faint text-xs">Markdown. @ and a name or e-mail tells a member.</span>
        {suggestFor !== undefined && (
          <Button
            size="sm"
            variant="ghost"
            disabled={pending !== null}
            onClick={() =>
              change(`${text}${text === '' || text.endsWith('\n') ? '' : '\n\n'}${writeSuggestion(suggestFor)}`)
            }
          >
            Suggest an edit
          </Button>
        )}
        {cancel && (
          <Button size="sm" variant="ghost" disabled={pending !== null} onClick={cancel}>
            Cancel
          </Button>
        )}
        {submits.slice(1).map((submit) => (
          <Button
            key={submit.label}
            size="sm"
            disabled={text.trim() === '' || pending !== null}
            isPending={pending === submit.label}
            onClick={() => void send(submit)}
          >
            {submit.label}
          </Button>
        ))}
        <Button
          size="sm"
          type="submit"
          disabled={text.trim() === '' || pending !== null}
          isPending={pending === submits[0].label}
        >
          {submits[0].label}
        </Button>
      </div>
    </form>
  )
}
