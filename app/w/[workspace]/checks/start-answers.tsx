'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { type FormEvent, useState } from 'react'
import { SideFields } from '@/app/w/[workspace]/effect/side-fields'
import { openChangesQuery } from '@/components/changes/open-changes-query'
import { type ClientError, callApi } from '@/components/data/api-client'
import { modelsQuery } from '@/components/data/models-query'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { AnswerComparisonSummaryDto } from '@/lib/schemas/changes/answer-comparison'
import { LIMITS } from '@/lib/schemas/limits'
import type { QuerySetDto } from '@/lib/schemas/query-sets/query-set'
import { checksSearchParams } from './search-params'

/** In place of a change request, and of a judge. */
const SIDES = 'sides'
const NOBODY = 'nobody'
const REPEATS = Array.from({ length: LIMITS.judgeRepeats }, (_, at) => `${at + 1}`)

type StartAnswersProps = { set: QuerySetDto; onStarted: (started: AnswerComparisonSummaryDto) => void }

/** Chooses what is compared and who answers. */
export function StartAnswers({ set, onStarted }: StartAnswersProps) {
  const client = useQueryClient()
  const [search, setSearch] = useQueryStates(checksSearchParams)
  const [isOpen, setIsOpen] = useState(search.change !== null)
  const start = useMutation<AnswerComparisonSummaryDto, ClientError, object>({
    mutationFn: (json) => callApi(`/api/v1/query-sets/${encodeURIComponent(set.id)}/answer-comparisons`, { json }),
    onSuccess: async (started) => {
      await client.invalidateQueries({ queryKey: ['query-sets', 'answers', set.id] })
      setIsOpen(false)
      void setSearch({ change: null })
      onStarted(started)
    },
  })
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button>
          <Play />
          Compare answers
        </Button>
      }
      title="Compare answers"
      description={describeStart(set)}
    >
      <StartForm
        key={String(isOpen)}
        change={set.proposal?.number ?? search.change}
        isProposed={set.proposal !== null}
        isPending={start.isPending}
        error={start.error}
        onStart={(json) => start.mutate(json)}
      />
    </Dialog>
  )
}

type StartFormProps = {
  change: number | null
  /** The set is that of the change request: nothing else can be compared with it. */
  isProposed: boolean
  isPending: boolean
  error: ClientError | null
  onStart: (json: object) => void
}

function StartForm({ change: asked, isProposed, isPending, error, onStart }: StartFormProps) {
  const changes = useQuery(openChangesQuery()).data?.items ?? []
  const models = useQuery(modelsQuery()).data
  const [chosen, setChange] = useState<string | undefined>(asked === null ? undefined : `${asked}`)
  const [before, setBefore] = useState<{ release: string | null; policy: string | null }>(NO_SIDE)
  const [after, setAfter] = useState<{ release: string | null; policy: string | null }>(NO_SIDE)
  const [picked, setModel] = useState<string>()
  const [judge, setJudge] = useState(NOBODY)
  const [repeats, setRepeats] = useState('3')
  const change = chosen ?? (changes[0] ? `${changes[0].number}` : SIDES)
  const model = picked ?? models?.nextModel
  const judges = models?.items.filter(({ isOffline }) => !isOffline) ?? []
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const side = ({ release, policy }: typeof before) => ({
      ...(release === null ? {} : { release }),
      ...(policy === null ? {} : { policy }),
    })
    onStart({
      model,
      ...(change === SIDES ? { before: side(before), after: side(after) } : { change: Number(change) }),
      ...(judge === NOBODY ? {} : { judge: { model: judge, repeats: Number(repeats) } }),
    })
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      {!isProposed && (
        <Field label="What is compared" error={error?.fields.change}>
          {(control) => (
            <Select
              {...control}
              value={change}
              onValueChange={setChange}
              options={[
                ...changes.map(({ number, title, target }) => ({
                  value: `${number}`,
                  label: `${target.isProduction ? 'Production' : `“${target.name}”`} and #${number} ${title}`,
                })),
                { value: SIDES, label: 'Two releases or policies' },
              ]}
            />
          )}
        </Field>
      )}
      {change === SIDES && (
        <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
          <SideFields
            name="before"
            side={{ ...before, at: null }}
            onChange={({ at: _, ...side }) => setBefore({ ...before, ...side })}
          />
          <SideFields
            name="after"
            side={{ ...after, at: null }}
            onChange={({ at: _, ...side }) => setAfter({ ...after, ...side })}
          />
        </div>
      )}
      <Field label="Model that answers" error={error?.fields.model}>
        {(control) => (
          <Select
            {...control}
            value={model}
            onValueChange={setModel}
            options={(models?.items ?? []).map(({ id, name, providerName, isOffline }) => ({
              value: id,
              label: name,
              hint: isOffline ? undefined : providerName,
            }))}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <Field
          label="Judge"
          error={error?.fields.judge}
          hint={judges.length === 0 ? 'A judge needs a model of a provider.' : undefined}
        >
          {(control) => (
            <Select
              {...control}
              value={judge}
              onValueChange={setJudge}
              options={[
                { value: NOBODY, label: 'Nobody' },
                ...judges.map(({ id, name, providerName }) => ({ value: id, label: name, hint: providerName })),
              ]}
            />
          )}
        </Field>
        {judge !== NOBODY && (
          <Field label="Verdicts on each query">
            {(control) => (
              <Select
                {...control}
                value={repeats}
                onValueChange={setRepeats}
                options={REPEATS.map((value) => ({ value, label: value }))}
              />
            )}
          </Field>
        )}
      </div>
      {error && Object.keys(error.fields).length === 0 && <Notice title={error.message} requestId={error.requestId} />}
      {error?.fields.after && <Notice title={error.fields.after} />}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" disabled={model === undefined} isPending={isPending}>
          Start
        </Button>
      </div>
    </form>
  )
}

function describeStart({ proposal }: QuerySetDto): string {
  const compared = proposal ? `Before is production, after is #${proposal.number}. ` : ''
  const limit = `A model answers the first ${LIMITS.comparedAnswers} queries of the set at most, on both sides.`
  return `${compared}${limit} Models of providers cost what their calls cost.`
}

const NO_SIDE = { release: null, policy: null }
