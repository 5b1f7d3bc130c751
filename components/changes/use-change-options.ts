import { useQuery } from '@tanstack/react-query'
import { openChangesQuery } from './open-changes-query'

/** What stands in place of a number where a new change request is made. */
export const NEW_CHANGE = 'new'

/** The change requests into a release that can still be edited, to choose from, a new one first; null where there is none. */
export function useChangeOptions(target: string, { enabled = true } = {}) {
  const { data } = useQuery({ ...openChangesQuery(target), enabled })
  if (!data || data.items.length === 0) return null
  return [
    { value: NEW_CHANGE, label: 'A new change request' },
    ...data.items.map(({ number, title, status }) => ({
      value: `${number}`,
      label: `#${number} ${title}`,
      hint: status === 'draft' ? 'Draft' : undefined,
    })),
  ]
}
