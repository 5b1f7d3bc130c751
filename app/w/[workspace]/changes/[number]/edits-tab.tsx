'use client'

import { FileDiff, TriangleAlert } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { useState } from 'react'
import { useStepKeys } from '@/components/frame/use-step-keys'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import { Input } from '@/components/ui/input'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import type { Me } from '../../discussion/me'
import { describeEdit, SET_EDIT_WORDS } from '../change-words'
import { changeSearchParams } from '../search-params'
import { AddVersion } from './add-version'
import { EditPane } from './edit-pane'
import { PolicyPane } from './policy-pane'
import { QuerySetPane } from './query-set-pane'

const ITEM =
  'flex w-full items-center gap-2 px-3 py-1.5 text-left text-sm hover:bg-muted focus-visible:-outline-offset-2'

type EditsTabProps = { change: ChangeRequestDto; canEdit: boolean; me: Me }

/** Edits from which on they can be filtered. */
const MANY = 20

/** The edits at the left, the chosen one's text at the right. */
export function EditsTab({ change, canEdit, me }: EditsTabProps) {
  const [{ module, policy, set }, setSearch] = useQueryStates(changeSearchParams)
  const [filter, setFilter] = useState('')
  const entries = listEntries(change)
  const [first] = entries
  const shown =
    entries.find(({ kind, id }) => (kind === 'policy' ? id === policy : kind === 'set' ? id === set : id === module)) ??
    first
  const wanted = filter.trim().toLowerCase()
  const listed = entries.filter(({ id, name }) => `${name}\n${id}`.toLowerCase().includes(wanted))
  const show = ({ kind, id }: Entry) => void setSearch({ module: null, policy: null, set: null, [kind]: id })
  useStepKeys({
    noun: 'edit',
    group: 'Change request',
    ids: listed.map(stepOf),
    shownId: shown && stepOf(shown),
    onShow: (step) => {
      const entry = listed.find((each) => stepOf(each) === step)
      if (entry) show(entry)
    },
  })
  const mayAdd = canEdit && !change.target.isProduction
  if (!shown) {
    return (
      <EmptyState
        icon={FileDiff}
        title="No edits"
        description={
          change.target.isProduction
            ? 'Edit a module, a policy or a query set, choose Propose, and add it to this change request.'
            : 'Name the version of a module that the release is to hold, or promote another release under Settings, Releases.'
        }
      >
        {mayAdd && <AddVersion change={change} />}
      </EmptyState>
    )
  }
  return (
    <div className="flex min-h-0 flex-1 max-md:flex-col">
      <div className="flex shrink-0 flex-col max-md:max-h-52 max-md:border-b md:w-64 md:border-r">
        {entries.length > MANY && (
          <div className="border-b p-2">
            <Input
              type="search"
              aria-label="Filter the edits"
              placeholder="Name or id"
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
            />
          </div>
        )}
        <ul aria-label="Edits" className="min-h-0 flex-1 overflow-y-auto py-1">
          {listed.map((entry) => {
            const { kind, id, name, badge, conflict } = entry
            return (
              <li key={stepOf(entry)}>
                <button
                  type="button"
                  data-step={stepOf(entry)}
                  aria-current={entry === shown}
                  onClick={() => show(entry)}
                  className={cn(ITEM, entry === shown && 'bg-muted font-medium')}
                >
                  <span className="min-w-0 flex-1 truncate" title={kind === 'set' ? name : id}>
                    {name}
                  </span>
                  {conflict && <TriangleAlert className="size-3.5 text-warning" role="img" aria-label="in conflict" />}
                  <Badge>{badge}</Badge>
                </button>
              </li>
            )
          })}
          {listed.length === 0 && <li className="px-3 py-1.5 text-fg-muted text-sm">No edit is named so.</li>}
        </ul>
        {mayAdd && (
          <details className="border-t text-sm">
            <summary className="cursor-pointer px-3 py-2 text-fg-muted hover:text-fg">Add a version</summary>
            <div className="px-3 pb-3">
              <AddVersion change={change} />
            </div>
          </details>
        )}
      </div>
      <section aria-label="Edit" className="min-h-0 min-w-0 flex-1 overflow-y-auto p-4">
        {shown.kind === 'policy' ? (
          <PolicyPane key={shown.id} change={change} policy={shown.edit} canEdit={canEdit} me={me} />
        ) : shown.kind === 'set' ? (
          <QuerySetPane key={shown.id} change={change} set={shown.edit} canEdit={canEdit} me={me} />
        ) : (
          <EditPane key={shown.id} change={change} edit={shown.edit} canEdit={canEdit} me={me} />
        )}
      </section>
    </div>
  )
}

type Entry = { id: string; name: string; badge: string; conflict: boolean } & (
  | { kind: 'module'; edit: ChangeRequestDto['edits'][number] }
  | { kind: 'policy'; edit: ChangeRequestDto['policies'][number] }
  | { kind: 'set'; edit: ChangeRequestDto['querySets'][number] }
)

const stepOf = ({ kind, id }: Entry) => `${kind} ${id}`

/**
 * What is in conflict, then policies and query sets, which many modules would hide, then modules by name as people count (2
 * before 10).
 */
function listEntries({ edits, policies, querySets }: ChangeRequestDto): Entry[] {
  const modules = edits.map((edit): Entry => {
    const { moduleId: id, name } = edit
    return { kind: 'module', id, name, badge: describeEdit(edit), conflict: edit.conflict !== null, edit }
  })
  const entries = [
    ...policies.map((edit): Entry => {
      const { policyId: id, name } = edit
      return { kind: 'policy', id, name, badge: 'policy', conflict: edit.conflict !== null, edit }
    }),
    ...querySets.map((edit): Entry => {
      const { querySetId: id, name } = edit
      return { kind: 'set', id, name, badge: SET_EDIT_WORDS[edit.kind], conflict: edit.conflict !== null, edit }
    }),
    ...modules.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
  ]
  return entries.sort((a, b) => Number(b.conflict) - Number(a.conflict))
}
