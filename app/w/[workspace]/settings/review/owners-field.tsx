'use client'

import { useQuery } from '@tanstack/react-query'
import { Checkbox } from '@/components/ui/checkbox'
import { Skeleton } from '@/components/ui/skeleton'
import { membersQuery } from '../members/queries'

type OwnersFieldProps = { chosen: string[]; onChange: (chosen: string[]) => void; error: string | undefined }

/** Members who own a rule, of those who may review. */
export function OwnersField({ chosen, onChange, error }: OwnersFieldProps) {
  const members = useQuery(membersQuery())
  const able = members.data?.items.filter(({ role }) => role !== 'viewer')
  const problem = error ?? members.error?.message
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">Owners by name</legend>
      {problem && <p className="text-danger text-xs">{problem}</p>}
      {able === undefined && !members.error && <Skeleton className="h-16" />}
      {able && (
        <div className="max-h-48 space-y-1 overflow-y-auto rounded-md border px-2 py-1">
          {able.map(({ userId, name, email }) => (
            <div key={userId} className="flex min-h-8 items-center gap-2 text-sm">
              <Checkbox
                id={`owner-${userId}`}
                checked={chosen.includes(userId)}
                onCheckedChange={(isChosen) =>
                  onChange(isChosen === true ? [...chosen, userId] : chosen.filter((id) => id !== userId))
                }
              />
              <label htmlFor={`owner-${userId}`} className="flex min-w-0 flex-1 items-baseline gap-2">
                <span className="max-w-3/5 shrink-0 truncate">{name}</span>
                <span className="ml-auto min-w-0 truncate text-fg-faint text-xs">{email}</span>
              </label>
            </div>
          ))}
        </div>
      )}
    </fieldset>
  )
}
