import { hashKey, type QueryKey, useQueryClient } from '@tanstack/react-query'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import { changeQuery } from '../queries'

/**
 * To show a change request as an action left it, and read again what else is shown of it. All but `gone`: what was read of
 * an edit that is no longer in the request, which the server has no more.
 */
export function useShowChange(): (next: ChangeRequestDto, gone?: QueryKey) => void {
  const client = useQueryClient()
  return (next, gone) => {
    // what reading it tells beside that is kept until it is read
    client.setQueryData(changeQuery(next.number).queryKey, (old) =>
      old ? { ...next, cycle: old.cycle, warnings: old.warnings } : next,
    )
    const goneHash = gone && hashKey(gone)
    void client.invalidateQueries({ queryKey: ['changes'], predicate: ({ queryHash }) => queryHash !== goneHash })
  }
}
