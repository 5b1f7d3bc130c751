'use client'

import { CircleAlert, Copy, Equal, FileX, type LucideIcon, MoveRight, Pencil, Plus, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { formatNumber } from '@/components/ui/format-number'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ImportResultDto } from '@/lib/schemas/imports/module-import'
import { normalizePath } from '@/lib/schemas/modules/module-path'
import { describeLeftOut } from '@/lib/schemas/zip/describe-left-out'
import { moduleHref } from '../module-row'
import { PLANS, type Plan } from './import-plan'
import { andMore, labelGiveId } from './import-words'

/** Paths of files that get ids made of them, and what changes that. */
type GivenIds = { given: string[]; give: (path: string, isOn: boolean) => void }

type Kind = { label: string; icon: LucideIcon; className: string }

const KINDS: Record<Plan | ImportResultDto['status'], Kind> = {
  failed: { label: 'failed', icon: CircleAlert, className: 'text-danger' },
  clash: { label: 'clash', icon: TriangleAlert, className: 'text-warning' },
  renamed: { label: 'moved', icon: MoveRight, className: 'text-warning' },
  duplicate: { label: 'duplicate', icon: Copy, className: 'text-warning' },
  changed: { label: 'changed', icon: Pencil, className: 'text-accent' },
  new: { label: 'new', icon: Plus, className: 'text-success' },
  same: { label: 'the same', icon: Equal, className: 'text-fg-faint' },
  skipped: { label: 'left out', icon: FileX, className: 'text-fg-faint' },
  updated: { label: 'updated', icon: Pencil, className: 'text-accent' },
  created: { label: 'created', icon: Plus, className: 'text-success' },
  unchanged: { label: 'unchanged', icon: Equal, className: 'text-fg-faint' },
}
type KindName = keyof typeof KINDS
const ORDER = [...PLANS, 'updated', 'created', 'unchanged'] satisfies KindName[]
/** Beyond this many rows the list shows the first of them and says so. */
const MAX_ROWS = 300

/** The files of a plan or of an import, problems first, with counts that filter. */
export function ResultList<Result extends ImportResultDto>({
  results,
  kindOf,
  leftOut,
  ids,
}: {
  results: Result[]
  kindOf: (result: Result) => KindName
  /** Files beside a skill that are not imported, by the path of the skill. */
  leftOut: ReadonlyMap<string, string[]>
  ids?: GivenIds
}) {
  const [only, setOnly] = useState<KindName | null>(null)
  const groups = Object.groupBy(results, kindOf)
  const kinds = ORDER.filter((kind) => groups[kind])
  // such a module has no page yet
  const planned = new Set(results.flatMap(({ plan, id }) => (plan === 'new' ? (id ?? []) : [])))
  const shown = (only && groups[only] ? [only] : kinds).flatMap((kind) =>
    (groups[kind] ?? []).map((result) => ({ kind, result })),
  )
  return (
    <>
      <div className="flex flex-wrap gap-1 border-t px-2 py-1.5">
        {kinds.map((kind) => (
          <Button
            key={kind}
            size="sm"
            variant={only === kind ? 'secondary' : 'ghost'}
            aria-pressed={only === kind}
            onClick={() => setOnly(only === kind ? null : kind)}
          >
            <span className="tabular">{formatNumber(groups[kind]?.length ?? 0)}</span> {KINDS[kind].label}
          </Button>
        ))}
      </div>
      <ul aria-label="Files" className="min-h-44 flex-1 overflow-y-auto border-t py-1">
        {shown.slice(0, MAX_ROWS).map(({ kind, result }, index) => (
          <ResultRow
            // biome-ignore lint/suspicious/noArrayIndexKey: paths may repeat
            key={`${index}:${result.path}`}
            kind={KINDS[kind]}
            result={result}
            leftOut={leftOut}
            planned={planned}
            ids={ids}
          />
        ))}
        {shown.length > MAX_ROWS && (
          <li className="px-3 py-1 text-fg-faint text-xs">{andMore(shown.length - MAX_ROWS)}</li>
        )}
      </ul>
    </>
  )
}

type ResultRowProps = {
  kind: Kind
  result: ImportResultDto
  leftOut: ReadonlyMap<string, string[]>
  /** Ids of modules that are not there before the import. */
  planned: ReadonlySet<string>
  ids: GivenIds | undefined
}

function ResultRow({ kind: { icon: Icon, label, className }, result, leftOut, planned, ids }: ResultRowProps) {
  const { path, id, of, status, plan, pathId } = result
  const shownPath = normalizePath(path)
  const beside = leftOut.get(path)
  const problems = beside ? [...result.problems, describeLeftOut(beside)] : result.problems
  // a module that is only planned has no page
  const isThere = id !== undefined && (plan === undefined || plan === 'changed' || plan === 'same' || plan === 'clash')
  return (
    <li className="px-3 py-1">
      <div className="flex items-center gap-2 text-sm">
        <Icon className={`size-3.5 shrink-0 ${className}`} aria-hidden />
        <span className="min-w-0 flex-1 truncate font-mono text-xs" title={shownPath}>
          {isThere && status !== 'failed' ? (
            <WorkspaceLink href={moduleHref(id)} className="hover:underline">
              {shownPath}
            </WorkspaceLink>
          ) : (
            shownPath
          )}
        </span>
        <span className={`text-xs ${className}`}>{label}</span>
      </div>
      {of !== undefined && (
        <p className="pl-5.5 text-fg-muted text-xs">
          Has the same text as{' '}
          {planned.has(of) ? (
            of
          ) : (
            <WorkspaceLink href={moduleHref(of)} className="text-accent hover:underline">
              {of}
            </WorkspaceLink>
          )}
          {plan === 'renamed' && ', whose own file is not among these'}
        </p>
      )}
      {problems.map((problem) => (
        <p key={`${problem.line}:${problem.message}`} className="pl-5.5 text-fg-muted text-xs">
          {problem.line !== undefined && `Line ${problem.line}: `}
          {problem.message}
        </p>
      ))}
      {ids && pathId !== undefined && (
        <div className="pt-1 pl-5.5">
          <Choice
            isOn={ids.given.includes(path)}
            onChange={(isOn) => ids.give(path, isOn)}
            label={labelGiveId(pathId)}
          />
        </div>
      )}
    </li>
  )
}
