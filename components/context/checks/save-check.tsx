'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { GitPullRequestArrow } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import { ProposeForm, type ProposeTarget } from '@/components/changes/propose-form'
import { callApi, toQuery } from '@/components/data/api-client'
import { querySetsQuery } from '@/components/data/query-sets-query'
import { GRADES } from '@/components/questions/grades'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { tellSavedIn } from '@/components/ui/toast-words'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import { LIMITS } from '@/lib/schemas/limits'
import type { CheckedQuery, QuerySetDto } from '@/lib/schemas/query-sets/query-set'
import type { CheckSource } from './check-source'
import { proposeCheck } from './propose-check'

const NEW_SET = 'new'
const PASSAGE_TOO_LONG = `A passage has at most ${LIMITS.labelledPassageLength.toLocaleString('en-US')} characters: leave what answers the question.`
const CHECKS = [
  { value: 'includes', label: 'includes this module' },
  { value: 'excludes', label: 'leaves this module out' },
] as const
const LABELS = [{ value: 'module', label: 'should find this module (a label)' }] as const
const PASSAGE = { value: 'passage', label: 'should find this passage (a label)' } as const
type Kind = (typeof CHECKS | typeof LABELS)[number]['value'] | 'passage'

type SaveCheckProps = {
  source: CheckSource
  onClose: () => void
  /** The module that the check is of, and its name; without one it wants knowledge to be sent. */
  moduleId?: string
  title?: string
  /** What is labelled, unless somebody shortens it. */
  passage?: SeenPassage
}

/** What the first set of a workspace is called unless somebody names it. */
const FIRST_SET = 'Checks'

/** A text of a module as it is shown, and the headings that it stands under where they are known. */
export type SeenPassage = { text: string; headingPath?: string[] }

/** Saves what was seen of a module as a check or a label, in a query set that is there or in a new one. */
export function SaveCheckDialog({ source, moduleId, title, passage, onClose }: SaveCheckProps) {
  const client = useQueryClient()
  const router = useRouter()
  const toPath = useWorkspacePath()
  const sets = useQuery(querySetsQuery())
  const [chosen, setChosen] = useState(source.setId)
  const [named, setName] = useState<string | null>(null)
  const [kind, setKind] = useState<Kind>('includes')
  const seen = passage?.text.trim() ?? ''
  const [quote, setQuote] = useState(seen)
  const [grade, setGrade] = useState<(typeof GRADES)[number]['value']>('1')
  const [text, setText] = useState(source.query.text)
  const known = sets.data?.items ?? []
  const setId = chosen ?? known[0]?.id ?? NEW_SET
  const name = named ?? (known.length === 0 ? FIRST_SET : '')
  const isLabel = kind === 'module' || kind === 'passage'
  const isTooLong = kind === 'passage' && quote.length > LIMITS.labelledPassageLength
  const wanted = () => {
    if (moduleId === undefined) return { checks: [{ kind: 'answered' }] }
    if (!isLabel) return { checks: [{ kind, module: moduleId }] }
    const quoted = { text: quote, headingPath: passage?.headingPath ?? [] }
    return { labels: [{ module: moduleId, grade: Number(grade), ...(kind === 'passage' ? { passage: quoted } : {}) }] }
  }
  const nameOf = (id: string) => known.find((set) => set.id === id)?.name ?? id
  const save = useMutation({
    mutationFn: () => {
      const query = { ...source.query, text, ...wanted() }
      return setId === NEW_SET
        ? callApi<QuerySetDto>('/api/v1/query-sets', { json: { name, queries: [query] } })
        : callApi<QuerySetDto>(`/api/v1/query-sets/${encodeURIComponent(setId)}/checks`, { json: { query } })
    },
    onSuccess: (set) => {
      void client.invalidateQueries({ queryKey: ['query-sets'] })
      toast.success(tellSavedIn(set.name))
      onClose()
    },
  })
  const [isProposing, setIsProposing] = useState(false)
  const propose = useMutation({
    mutationFn: (target: ProposeTarget) => {
      const query = { labels: [], checks: [], ...source.query, text, ...wanted() } as CheckedQuery
      return proposeCheck(target, setId === NEW_SET ? { name } : { id: setId }, query)
    },
    onSuccess: ({ number, querySetId }) => {
      void client.invalidateQueries({ queryKey: ['changes'] })
      router.push(toPath(`/changes/${number}${toQuery({ set: querySetId })}`))
    },
  })
  const takeBack = () => {
    propose.reset()
    setIsProposing(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const isQuoted = kind !== 'passage' || (/[\p{L}\p{N}]/u.test(quote) && !isTooLong)
  // until the sets are known, the first of them is not known to be the one
  const isReady = sets.data !== undefined && text.trim() !== '' && isQuoted && (setId !== NEW_SET || name.trim() !== '')
  if (isProposing) {
    return (
      <Dialog
        open
        onOpenChange={(isOpen) => !isOpen && takeBack()}
        size="md"
        title={isLabel ? 'Propose the label' : 'Propose the check'}
        description={`It stands in a change request. “${setId === NEW_SET ? name.trim() : nameOf(setId)}” has it once that is merged.`}
      >
        <ProposeForm
          suggestedTitle={`${isLabel ? 'Label' : 'Check'} “${text.trim()}”`}
          error={propose.error}
          isPending={propose.isPending || propose.isSuccess}
          onPropose={(target) => propose.mutate(target)}
          onCancel={takeBack}
        />
      </Dialog>
    )
  }
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      isTyped={text !== source.query.text || quote !== seen || named !== null}
      title="Save as a check"
      description={`${moduleId === undefined ? 'From now on, knowledge that answers this question should be sent.' : `What should become of “${title}” whenever this is asked.`} Each run of the query set looks whether it holds. Everybody in the workspace sees the question.`}
    >
      <form onSubmit={submit} className="space-y-4">
        <Field
          label="Question"
          hint={source.isFollowUp ? 'Asked on its own: the messages before it are not part of the check.' : undefined}
        >
          {(control) => <Textarea {...control} value={text} onChange={(event) => setText(event.target.value)} />}
        </Field>
        {moduleId !== undefined && (
          <Field label="Its context">
            {(control) => (
              <Select
                {...control}
                value={kind}
                onValueChange={setKind}
                options={[...CHECKS, ...LABELS, ...(passage ? [PASSAGE] : [])]}
              />
            )}
          </Field>
        )}
        {kind === 'passage' && (
          <Field
            label="Passage"
            hint="Found where four fifths of it are. Leave what answers the question."
            error={isTooLong ? PASSAGE_TOO_LONG : undefined}
          >
            {(control) => (
              <Textarea
                {...control}
                className="max-h-48 font-mono text-xs"
                rows={6}
                value={quote}
                onChange={(event) => setQuote(event.target.value)}
              />
            )}
          </Field>
        )}
        {isLabel && (
          <Field label="It">
            {(control) => <Select {...control} value={grade} onValueChange={setGrade} options={GRADES} />}
          </Field>
        )}
        <Field label="Query set">
          {(control) => (
            <Select
              {...control}
              disabled={!sets.data}
              placeholder={sets.isError ? 'Could not be loaded' : 'Loading…'}
              value={sets.data && setId}
              onValueChange={setChosen}
              options={[
                ...known.map((set) => ({ value: set.id, label: set.name })),
                { value: NEW_SET, label: 'A new set' },
              ]}
            />
          )}
        </Field>
        {sets.data && setId === NEW_SET && (
          <Field label="Name of the new set">
            {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} />}
          </Field>
        )}
        {sets.error && !sets.data && (
          <Notice
            title="The query sets could not be loaded."
            action={
              <Button size="sm" onClick={() => void sets.refetch()}>
                Try again
              </Button>
            }
          >
            {sets.error.message}
          </Notice>
        )}
        {save.error && <Notice title={save.error.message} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            disabled={!isReady || save.isPending}
            onClick={() => {
              save.reset()
              setIsProposing(true)
            }}
          >
            <GitPullRequestArrow />
            Propose…
          </Button>
          <Button type="submit" variant="primary" disabled={!isReady} isPending={save.isPending}>
            {isLabel ? 'Save the label' : 'Save the check'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
