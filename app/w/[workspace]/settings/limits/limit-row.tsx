'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { formatNumber, formatUsd } from '@/components/ui/format-number'
import { Progress } from '@/components/ui/progress'
import { toastUndo } from '@/components/ui/toast'
import type { UsageLimitDto } from '@/lib/schemas/workspaces/usage-limit'
import { SettingsRow } from '../settings-list'
import { saveUsageLimitAction } from './actions'
import { LimitDialog } from './limit-dialog'

const EACH = { member: 'Each member', key: 'Each API key' }
const GONE = { member: 'Somebody who left', key: 'A key that is gone' }
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })

type LimitRowProps = { limit: UsageLimitDto; isSet: boolean; canChange: boolean }

export function LimitRow({ limit, isSet, canChange }: LimitRowProps) {
  const { kind, subjectId, name, maxTokens, maxCostUsd, usedTokens, usedCostUsd, startsAnewAt } = limit
  const [isEditing, setIsEditing] = useState(false)
  const title = subjectId === null ? EACH[kind] : (name ?? GONE[kind])
  const bounds: [number | null, number | null, (value: number) => string, string][] = [
    [maxTokens, usedTokens, formatNumber, ' tokens'],
    [maxCostUsd, usedCostUsd, formatUsd, ''],
  ]
  const isFull = bounds.some(([max, used]) => max !== null && used !== null && used >= max)
  return (
    <SettingsRow
      main={
        <>
          <p className="flex items-center gap-2 font-medium text-sm">
            <span className="truncate">{title}</span>
            {subjectId !== null && kind === 'key' && <Badge>API key</Badge>}
            {isFull && <Badge tone="danger">used up</Badge>}
          </p>
          <p className="text-fg-muted text-xs">{isSet ? describeLimit(limit) : 'no limit'}</p>
        </>
      }
    >
      {usedTokens !== null && (
        <div className="flex w-44 flex-col gap-1.5">
          {bounds.map(
            ([max, used, format, unit]) =>
              max !== null &&
              used !== null && (
                <span key={unit} className="flex flex-col gap-1 text-fg-muted text-xs">
                  <span title={`Starts anew on ${day.format(new Date(startsAnewAt))}`}>
                    {format(used)} of {format(max)}
                    {unit}
                  </span>
                  <Progress value={Math.min(used, max)} max={max} label={`Used by ${title}`} />
                </span>
              ),
          )}
        </div>
      )}
      {canChange && (
        <span className="flex gap-1">
          <Button
            variant="ghost"
            size="sm"
            aria-label={`${isSet ? 'Edit' : 'Set'} the limit of ${title}`}
            onClick={() => setIsEditing(true)}
          >
            {isSet ? 'Edit' : 'Set'}
          </Button>
          {isSet && <RemoveButton limit={limit} title={title} />}
        </span>
      )}
      {isEditing && <LimitDialog limit={limit} title={title} taken={[]} onClose={() => setIsEditing(false)} />}
    </SettingsRow>
  )
}

/** `100,000 tokens and $5.00 a month` */
function describeLimit({ period, maxTokens, maxCostUsd }: UsageLimitDto): string {
  const bounds = [
    maxTokens !== null && `${formatNumber(maxTokens)} tokens`,
    maxCostUsd !== null && formatUsd(maxCostUsd),
  ]
  const given = bounds.filter((bound) => bound !== false)
  return given.length === 0 ? 'no limit, whatever holds for the others' : `${given.join(' and ')} a ${period}`
}

function RemoveButton({ limit, title }: { limit: UsageLimitDto; title: string }) {
  const client = useQueryClient()
  const refresh = () => void client.invalidateQueries({ queryKey: ['usage-limits'] })
  const { kind, subjectId, period, maxTokens, maxCostUsd } = limit
  const restore = useAction(saveUsageLimitAction, { onSuccess: refresh })
  const remove = useAction(saveUsageLimitAction, {
    onSuccess: () => {
      refresh()
      toastUndo('The limit is removed', () =>
        restore.mutate({ kind, subjectId, limit: { period, maxTokens, maxCostUsd } }),
      )
    },
  })
  return (
    <Button
      variant="ghost"
      size="sm"
      aria-label={`Remove the limit of ${title}`}
      isPending={remove.isPending}
      onClick={() => remove.mutate({ kind, subjectId, limit: null })}
    >
      Remove
    </Button>
  )
}
