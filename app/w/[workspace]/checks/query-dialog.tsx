'use client'

import { useQueryClient } from '@tanstack/react-query'
import { GitPullRequestArrow, Plus, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { toastUndo } from '@/components/ui/toast'
import type { CheckedQueryInput, QuerySetDto } from '@/lib/schemas/query-sets/query-set'
import { putChangeEditsAction } from '../changes/actions'
import { ProposeSet } from '../changes/propose-set'
import { updateQuerySetAction } from './actions'
import { EMPTY_DRAFT, readDraft, toDraft } from './check-draft'
import { CheckFields } from './check-fields'
import { EMPTY_LABEL, readLabel, toLabelDraft } from './label-draft'
import { LabelFields } from './label-fields'

type StoredQuery = QuerySetDto['queries'][number]
type QueryDialogProps = { set: QuerySetDto; query: StoredQuery | undefined; onClose: () => void }

/** A query with its checks as a form; without one, a new one. */
export function QueryDialog({ onClose, ...opened }: QueryDialogProps) {
  // a colleague's save meanwhile is a conflict: what stands in the form began before it
  const [{ set, query }] = useState({ set: opened.set, query: opened.query })
  const [text, setText] = useState(query?.text ?? '')
  const [drafts, setDrafts] = useState(query ? query.checks.map(toDraft) : [EMPTY_DRAFT])
  const [model, setModel] = useState(query?.model ?? '')
  const [contextWindow, setContextWindow] = useState(query?.contextWindow ? String(query.contextWindow) : '')
  const [labels, setLabels] = useState(query?.labels.map(toLabelDraft) ?? [])
  const form = JSON.stringify({ text, drafts, model, contextWindow, labels })
  const [begun] = useState(form)
  const [hasTried, setHasTried] = useState(false)
  const client = useQueryClient()
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ['query-sets'] })
    void client.invalidateQueries({ queryKey: ['changes'] })
  }
  const options = {
    onSuccess: () => {
      refresh()
      onClose()
    },
    onError: () => undefined,
  }
  const save = useAction(updateQuerySetAction, options)
  const put = useAction(putChangeEditsAction, options)
  const back = useAction(updateQuerySetAction, { onSuccess: refresh })
  const putBack = useAction(putChangeEditsAction, { onSuccess: refresh })
  const isPending = save.isPending || put.isPending
  const error = save.error ?? put.error
  const window = /^\d+$/.test(contextWindow.trim()) ? Number(contextWindow) : undefined
  const read = drafts.map((draft) => readDraft(draft, { ...query, contextWindow: window }))
  const checks = read.flatMap((each) => ('check' in each ? [each.check] : []))
  const readLabels = labels.map(readLabel)
  const isReady =
    checks.length === drafts.length && readLabels.every((each) => !('problem' in each)) && text.trim() !== ''
  const [proposed, setProposed] = useState<CheckedQueryInput[] | null>(null)
  const { id, proposal } = set
  const store = (queries: CheckedQueryInput[]) => {
    if (!proposal) return save.mutate({ id, revision: set.revision, queries })
    const { number, revision } = proposal
    put.mutate({ number, querySets: [{ querySetId: id, queries, revision }] })
  }
  const remove = async () => {
    const { queries } = set
    const others = queries.filter((each) => each !== query)
    if (!proposal) {
      const { revision } = await save.mutateAsync({ id, revision: set.revision, queries: others })
      toastUndo('The query is removed from the set', () => back.mutate({ id, revision, queries }))
      return
    }
    const { number, revision } = proposal
    const removed = await put.mutateAsync({ number, querySets: [{ querySetId: id, queries: others, revision }] })
    const edit = removed.querySets.find(({ querySetId }) => querySetId === id)
    const querySets = [{ querySetId: id, queries, revision: edit?.revision }]
    toastUndo('The query is removed from the set', () => putBack.mutate({ number, querySets }))
  }
  /** The set's queries with this one as the form has it; null while something is missing. */
  const readQueries = () => {
    setHasTried(true)
    if (!isReady) return null
    const { model: _, contextWindow: __, ...kept } = query ?? {}
    const edited = {
      ...kept,
      text,
      ...(model.trim() === '' ? {} : { model: model.trim() }),
      ...(window === undefined ? {} : { contextWindow: window }),
      labels: readLabels.flatMap((each) => ('label' in each && each.label ? [each.label] : [])),
      checks,
    }
    return query ? set.queries.map((each) => (each === query ? edited : each)) : [...set.queries, edited]
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const queries = readQueries()
    if (queries) store(queries)
  }
  if (proposed) {
    return (
      <ProposeSet
        title={`Propose “${set.name}”`}
        description="The queries stand in a change request. Its checks run with them; the set changes once it is merged."
        edit={{ querySetId: id, queries: proposed, baseRevision: set.revision }}
        onClose={() => setProposed(null)}
      />
    )
  }
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      isTyped={form !== begun}
      size="lg"
      title={query ? 'Edit the query' : 'New query'}
      description="A question as people ask it, and what its context should be like."
      footer={
        <>
          {query && (
            <Button
              variant="ghost"
              className="mr-auto text-danger"
              disabled={isPending}
              // what went wrong stands in the form
              onClick={() => void remove().catch(() => undefined)}
            >
              <Trash2 />
              Remove from the set
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          {!proposal && (
            <Button disabled={isPending} onClick={() => setProposed(readQueries())}>
              <GitPullRequestArrow />
              Propose…
            </Button>
          )}
          <Button type="submit" form="checked-query" variant="primary" isPending={isPending}>
            {proposal ? `Save in #${proposal.number}` : 'Save'}
          </Button>
        </>
      }
    >
      <form id="checked-query" onSubmit={submit} className="space-y-4">
        <Field label="Question" error={hasTried && text.trim() === '' ? 'This cannot be empty.' : undefined}>
          {(control) => <Textarea {...control} value={text} onChange={(event) => setText(event.target.value)} />}
        </Field>
        <section aria-label="Checks" className="space-y-2">
          <h3 className="font-medium text-sm">Checks</h3>
          {drafts.map((draft, at) => {
            const told = read[at]
            return (
              <CheckFields
                // biome-ignore lint/suspicious/noArrayIndexKey: a check is known by its place
                key={at}
                label={`check ${at + 1}`}
                draft={draft}
                problem={hasTried && told && 'problem' in told ? told.problem : undefined}
                onChange={(next) => setDrafts(drafts.with(at, next))}
                onRemove={() => setDrafts(drafts.toSpliced(at, 1))}
              />
            )
          })}
          <Button size="sm" onClick={() => setDrafts([...drafts, EMPTY_DRAFT])}>
            <Plus />
            Add a check
          </Button>
        </section>
        <section aria-label="What should be found" className="space-y-2">
          <h3 className="font-medium text-sm">What should be found</h3>
          <p className="text-fg-faint text-xs">Modules or passages. They rate the search; they are no check.</p>
          {labels.map((draft, at) => {
            const told = readLabels[at]
            return (
              <LabelFields
                // biome-ignore lint/suspicious/noArrayIndexKey: a label is known by its place
                key={at}
                label={`label ${at + 1}`}
                draft={draft}
                problem={hasTried && told && 'problem' in told ? told.problem : undefined}
                onChange={(next) => setLabels(labels.with(at, next))}
                onRemove={() => setLabels(labels.toSpliced(at, 1))}
              />
            )
          })}
          <Button size="sm" onClick={() => setLabels([...labels, EMPTY_LABEL])}>
            <Plus />
            Add a label
          </Button>
        </section>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="Model" hint="The workspace’s default where it is empty.">
            {(control) => <Input {...control} value={model} onChange={(event) => setModel(event.target.value)} />}
          </Field>
          <Field label="Window in tokens" hint="The model’s own where it is empty.">
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                value={contextWindow}
                onChange={(event) => setContextWindow(event.target.value)}
              />
            )}
          </Field>
        </div>
        {error && <Notice title={error.message} requestId={error.requestId} />}
      </form>
    </Dialog>
  )
}
