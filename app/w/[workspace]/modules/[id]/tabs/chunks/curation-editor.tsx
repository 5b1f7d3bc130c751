'use client'

import { GitPullRequestArrow } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { ClientError, toClientError } from '@/components/data/api-client'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { Switch } from '@/components/ui/switch'
import { Tooltip } from '@/components/ui/tooltip'

export type Curation = { isExcluded: boolean; keywords: string[]; questions: string[] }

type CurationEditorProps = {
  curation: Curation
  onSave: (curation: Curation, message: string) => Promise<void>
  /** Proposes it in a change request. */
  onPropose: (curation: Curation) => Promise<void>
  /** Why it cannot be saved at once; empty where it can. */
  whyNotSaved: string
  /** Whether anything differs from what it began with. */
  onTyped: (isTyped: boolean) => void
  onCancel: () => void
  /** Loads what somebody else saved meanwhile. */
  onReload: () => void
}

const toList = (text: string, separator: RegExp) =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')

const isSame = (a: Curation, b: Curation) =>
  a.isExcluded === b.isExcluded &&
  [...a.keywords, '', ...a.questions].join('\n') === [...b.keywords, '', ...b.questions].join('\n')

/** Keeps a chunk from retrieval, or says what it should be found by. Nothing of it is ever sent to a model. */
export function CurationEditor(props: CurationEditorProps) {
  const { curation, onSave, onPropose, whyNotSaved, onTyped, onCancel, onReload } = props
  const switchId = useId()
  const [began] = useState(curation)
  const [isExcluded, setIsExcluded] = useState(curation.isExcluded)
  const [keywords, setKeywords] = useState(curation.keywords.join(', '))
  const [questions, setQuestions] = useState(curation.questions.join('\n'))
  const [message, setMessage] = useState('')
  const [isPending, setIsPending] = useState(false)
  const [error, setError] = useState<ClientError | null>(null)
  const toCuration = (): Curation => ({
    isExcluded,
    keywords: toList(keywords, /[,\n]/),
    questions: toList(questions, /\n/),
  })
  const isTyped = message.trim() !== '' || !isSame(toCuration(), began)
  useEffect(() => onTyped(isTyped))
  const save = async () => {
    if (whyNotSaved !== '') return
    // of other chunks it is taken along; of this one it would be overwritten
    if (!isSame(curation, began)) {
      const message = 'Somebody curated this chunk meanwhile. Nothing was overwritten.'
      return setError(new ClientError({ code: 'CONFLICT', message }))
    }
    setIsPending(true)
    setError(null)
    try {
      await onSave(toCuration(), message.trim())
    } catch (cause) {
      setError(toClientError(cause))
      setIsPending(false)
    }
  }
  return (
    <form
      aria-label="Curate this chunk"
      className="space-y-3 border-b bg-surface p-2.5"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        // what was typed is given up by the button alone
        if (!isTyped) onCancel()
      }}
    >
      {error && (
        <Notice
          title={error.message}
          requestId={error.requestId}
          action={
            error.code === 'CONFLICT' && (
              <Button size="sm" onClick={onReload}>
                Load again
              </Button>
            )
          }
        />
      )}
      <div className="flex items-center gap-2 text-sm">
        <Switch id={switchId} checked={isExcluded} onCheckedChange={setIsExcluded} />
        <label htmlFor={switchId}>Keep from retrieval</label>
      </div>
      <Field label="Keywords" hint="Found by these as by its headings; separated by commas, never sent.">
        {(control) => (
          <Input
            {...control}
            value={keywords}
            disabled={isExcluded}
            onChange={(event) => setKeywords(event.target.value)}
          />
        )}
      </Field>
      <Field label="Questions it answers" hint="One a line; never sent.">
        {(control) => (
          <Textarea
            {...control}
            value={questions}
            disabled={isExcluded}
            onChange={(event) => setQuestions(event.target.value)}
          />
        )}
      </Field>
      <Field label="Why" isLabelHidden>
        {(control) => (
          <Input
            {...control}
            placeholder="Why (optional)"
            value={message}
            maxLength={500}
            onChange={(event) => setMessage(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button size="sm" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="sm" onClick={() => void onPropose(toCuration())}>
          <GitPullRequestArrow />
          Propose
        </Button>
        <Tooltip content={whyNotSaved || 'In force at once'}>
          <Button size="sm" type="submit" variant="primary" isPending={isPending} aria-disabled={whyNotSaved !== ''}>
            Save
          </Button>
        </Tooltip>
      </div>
    </form>
  )
}
