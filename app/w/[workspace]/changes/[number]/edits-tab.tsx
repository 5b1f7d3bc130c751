'use client'

import { FileDiff, TriangleAlert } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import type { ChangeRequestDto } from '@/lib/schemas/change-request'
import type { Me } from '../../discussion/me'
import { describeEdit } from '../change-words'
import { changeSearchParams } from '../search-params'
import { EditPane } from './edit-pane'
import { PolicyPane } from './policy-pane'
import { QuerySetPane } from './query-set-pane'

const ITEM =
  'flex w-full items-center gap-2 px-3 py-1.5 text-left text-sm hover:bg-muted focus-visible:-outline-offset-2'

type EditsTabProps = { change: ChangeRequestDto; canEdit: boolean; me: Me }

/** The edits at the left, the chosen one's text at the right. */
export function EditsTab({ change, canEdit, me }: EditsTabProps) {
  const [{ module, policy, set }, setSearch] = useQueryStates(changeSearchParams)
  const { edits, policies, querySets } = change
  if (edits.length + policies.length + querySets.length === 0) {
    return (
      <EmptyState
        icon={FileDiff}
        title="No edits"
        description="Edit a module, a policy or a query set, choose Propose, and add it to this change request."
      />
    )
  }
  const named = policies.find(({ policyId }) => policyId === policy)
  const namedSet = querySets.find(({ querySetId }) => querySetId === set)
  const shown =
    named ?? namedSet ?? edits.find(({ moduleId }) => moduleId === module) ?? edits[0] ?? policies[0] ?? querySets[0]!
  return (
    <div className="flex min-h-0 flex-1 max-md:flex-col">
      <ul
        aria-label="Edits"
        className="shrink-0 overflow-y-auto py-1 max-md:max-h-40 max-md:border-b md:w-64 md:border-r"
      >
        {edits.map((edit) => (
          <li key={edit.moduleId}>
            <button
              type="button"
              aria-current={edit === shown}
              onClick={() => void setSearch({ module: edit.moduleId, policy: null, set: null })}
              className={cn(ITEM, edit === shown && 'bg-muted font-medium')}
            >
              <span className="min-w-0 flex-1 truncate" title={edit.moduleId}>
                {edit.name}
              </span>
              {edit.conflict && <TriangleAlert className="size-3.5 text-warning" role="img" aria-label="in conflict" />}
              <Badge>{describeEdit(edit)}</Badge>
            </button>
          </li>
        ))}
        {policies.map((each) => (
          <li key={each.policyId}>
            <button
              type="button"
              aria-current={each === shown}
              onClick={() => void setSearch({ policy: each.policyId, module: null, set: null })}
              className={cn(ITEM, each === shown && 'bg-muted font-medium')}
            >
              <span className="min-w-0 flex-1 truncate" title={each.policyId}>
                {each.name}
              </span>
              {each.conflict && <TriangleAlert className="size-3.5 text-warning" role="img" aria-label="in conflict" />}
              <Badge>policy</Badge>
            </button>
          </li>
        ))}
        {querySets.map((each) => (
          <li key={each.querySetId}>
            <button
              type="button"
              aria-current={each === shown}
              onClick={() => void setSearch({ set: each.querySetId, module: null, policy: null })}
              className={cn(ITEM, each === shown && 'bg-muted font-medium')}
            >
              <span className="min-w-0 flex-1 truncate" title={each.name}>
                {each.name}
              </span>
              {each.conflict && <TriangleAlert className="size-3.5 text-warning" role="img" aria-label="in conflict" />}
              <Badge>query set</Badge>
            </button>
          </li>
        ))}
      </ul>
      <section aria-label="Edit" className="min-h-0 min-w-0 flex-1 overflow-y-auto p-4">
        {'policyId' in shown ? (
          <PolicyPane key={shown.policyId} change={change} policy={shown} canEdit={canEdit} />
        ) : 'querySetId' in shown ? (
          <QuerySetPane key={shown.querySetId} change={change} set={shown} canEdit={canEdit} />
        ) : (
          <EditPane key={shown.moduleId} change={change} edit={shown} canEdit={canEdit} me={me} />
        )}
      </section>
    </div>
  )
}
