'use client'

import { Pencil } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { Button } from '@/components/ui/button'
import { formatCount } from '@/components/ui/format-number'
import { Table, TableHead, Td, Th } from '@/components/ui/table'
import { Tokens } from '@/components/ui/tokens'
import type { QueryResultDto } from '@/lib/schemas/query-sets/check-run'
import { type NamedQuerySetDto, nameLabel, type QuerySetDto } from '@/lib/schemas/query-sets/query-set'
import { CheckLine } from './check-line'
import { LabelLine } from './label-line'
import { checksSearchParams } from './search-params'

type QueryTableProps = {
  set: NamedQuerySetDto
  results: QueryResultDto[]
  /** The set was changed since it was run. */
  isStale: boolean
  onlyFailing: boolean
  canWrite: boolean
  canOpen: boolean
  onEdit: (queryId: string) => void
}

const isFailing = (result: QueryResultDto | undefined) =>
  result?.error !== undefined || result?.outcomes.some(({ status }) => status === 'fails') === true

/** Each query with its checks; a check opens the context it was held against. */
export function QueryTable({ set, results, isStale, onlyFailing, canWrite, canOpen, onEdit }: QueryTableProps) {
  const [{ query: opened, check: openedCheck }, setSearch] = useQueryStates(checksSearchParams)
  const byId = new Map(results.map((result) => [result.queryId, result]))
  const nameOf = (moduleId: string) => set.moduleNames[moduleId] ?? moduleId
  const shown = set.queries.filter(({ id }) => !onlyFailing || isFailing(byId.get(id)))
  const open = (queryId: string, check: number | null, tab: QueryResultDto['outcomes'][number]['opens']['tab']) =>
    void setSearch({ query: queryId, check, tab }, { history: 'push' })
  return (
    <div className="overflow-x-auto rounded-md border">
      <Table>
        <TableHead>
          <tr>
            <Th className="w-2/5">Query</Th>
            <Th>Checks</Th>
            <Th className="text-right max-sm:hidden">Tokens</Th>
            {canWrite && (
              <Th className="w-10">
                <span className="sr-only">Edit</span>
              </Th>
            )}
          </tr>
        </TableHead>
        <tbody>
          {shown.map((query) => {
            const result = byId.get(query.id)
            return (
              <tr key={query.id} aria-selected={query.id === opened} className="align-top aria-selected:bg-muted/60">
                <Td className="py-2">
                  <button
                    type="button"
                    disabled={!canOpen}
                    onClick={() => open(query.id, null, 'candidates')}
                    className="line-clamp-3 rounded-md text-left [overflow-wrap:anywhere] enabled:hover:underline"
                  >
                    {query.text}
                  </button>
                  <p className="text-fg-faint text-xs">{settingsOf(query)}</p>
                  {result?.error && <p className="text-danger text-xs">{result.error}</p>}
                </Td>
                <Td className="py-1">
                  <ul>
                    {query.checks.map((check, at) => (
                      <CheckLine
                        // biome-ignore lint/suspicious/noArrayIndexKey: a check is known by its place
                        key={at}
                        check={check}
                        nameOf={nameOf}
                        outcome={result?.outcomes[at]}
                        isOpen={query.id === opened && openedCheck === at}
                        onOpen={
                          canOpen
                            ? () => open(query.id, at, result?.outcomes[at]?.opens.tab ?? 'candidates')
                            : undefined
                        }
                      />
                    ))}
                    {query.labels.map((label, at) => (
                      <LabelLine
                        key={nameLabel(label)}
                        label={label}
                        nameOf={nameOf}
                        outcome={isStale ? undefined : result?.labels?.[at]}
                      />
                    ))}
                  </ul>
                </Td>
                <Td className="py-2 text-right max-sm:hidden">
                  {result?.inputTokens !== undefined && <Tokens value={result.inputTokens} />}
                </Td>
                {canWrite && (
                  <Td className="px-1 py-1">
                    <Button
                      variant="ghost"
                      size="icon-sm"
                      aria-label={`Edit “${query.text}”`}
                      onClick={() => onEdit(query.id)}
                    >
                      <Pencil />
                    </Button>
                  </Td>
                )}
              </tr>
            )
          })}
        </tbody>
      </Table>
    </div>
  )
}

/** What a query is asked with, besides its text: `gpt-4o · window 8,000`. */
function settingsOf({ model, contextWindow, policy, profileId, turns }: QuerySetDto['queries'][number]) {
  return [
    model,
    contextWindow && `window ${contextWindow.toLocaleString('en-US')}`,
    policy && `policy ${policy}`,
    profileId && `profile ${profileId}`,
    turns && `${formatCount(turns.length, 'message')} before`,
  ]
    .filter(Boolean)
    .join(' · ')
}
