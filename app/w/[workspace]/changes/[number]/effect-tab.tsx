'use client'

import { useQuery } from '@tanstack/react-query'
import { MessagesSquare } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { toQuery } from '@/components/data/api-client'
import { querySetsQuery } from '@/components/data/query-sets-query'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import type { Me } from '../../discussion/me'
import { nameTarget } from '../change-words'
import { changeSearchParams } from '../search-params'
import { EffectOfSet } from './effect-of-set'

/** In place of the id of a query set. */
const QUESTIONS = 'questions'

/** What the change does to the contexts of a query set that is chosen here, or of recent questions. */
export function EffectTab({ change, me }: { change: ChangeRequestDto; me: Me }) {
  const [{ set }, setSearch] = useQueryStates(changeSearchParams)
  const sets = useQuery(querySetsQuery())
  if (change.releaseId === null) {
    return (
      <EmptyState
        title={change.status === 'merged' ? `It is in ${nameTarget(change.target)} now` : 'It is closed'}
        description={`The effect shows while a change request is open: what it would do to contexts, beside what ${nameTarget(change.target)} does.`}
      />
    )
  }
  if (sets.error && !sets.data) {
    return (
      <ErrorState
        title="The query sets could not be loaded"
        description={sets.error.message}
        onRetry={() => void sets.refetch()}
      />
    )
  }
  if (!sets.data) return <Skeleton className="m-4 h-40" />
  const created = change.querySets
    .filter(({ kind }) => kind === 'create')
    .map(({ querySetId: id, name, queries }) => ({ id, name, queries, isRequired: false }))
  // what keeps it from being merged comes first
  const withQueries = [...sets.data.items, ...created]
    .filter(({ queries }) => queries > 0)
    .sort((x, y) => Number(y.isRequired) - Number(x.isRequired))
  // without a query set, what people really asked
  const chosen = set === QUESTIONS ? undefined : (withQueries.find(({ id }) => id === set) ?? withQueries[0])
  return (
    <>
      <div className="flex flex-wrap items-end gap-3 border-b px-4 py-2.5">
        <Field label="Questions" className="w-72 max-sm:w-full">
          {(control) => (
            <Select
              {...control}
              value={chosen?.id ?? QUESTIONS}
              onValueChange={(id) => void setSearch({ set: id, query: null })}
              options={[
                ...withQueries.map(({ id, name, queries }) => ({ value: id, label: name, hint: queries })),
                { value: QUESTIONS, label: 'Recent questions about these modules' },
              ]}
            />
          )}
        </Field>
        {chosen && (
          <Button asChild>
            <WorkspaceLink
              href={`/checks${toQuery({ set: chosen.id, part: 'answers', change: change.number, ...proposedIn(change, chosen.id) })}`}
            >
              <MessagesSquare />
              {me.canComment ? 'Compare answers' : 'Compared answers'}
            </WorkspaceLink>
          </Button>
        )}
      </div>
      <EffectOfSet key={chosen?.id ?? QUESTIONS} change={change} querySet={chosen?.id} me={me} />
    </>
  )
}

/** Where the change proposes the set, that one is asked. */
function proposedIn({ querySets, releaseId }: ChangeRequestDto, id: string) {
  const isProposed = querySets.some(({ querySetId, kind }) => querySetId === id && kind !== 'delete')
  return isProposed ? { release: releaseId } : {}
}
