import { queryOptions } from '@tanstack/react-query'
import { callApi, toQuery } from '@/components/data/api-client'
import type { ChangeSummaryDto } from '@/lib/schemas/changes/change-request'

type Changes = { items: ChangeSummaryDto[] }

/** Open ones and drafts into one release or any, the newest. */
export const openChangesQuery = (target?: string) =>
  queryOptions({
    queryKey: ['changes', 'open', target],
    queryFn: async ({ signal }): Promise<Changes> => {
      const list = (status: string) =>
        callApi<Changes>(`/api/v1/change-requests${toQuery({ status, target, limit: 100 })}`, { signal })
      const [open, drafts] = await Promise.all([list('open'), list('draft')])
      return { items: [...open.items, ...drafts.items].sort((a, b) => b.number - a.number) }
    },
  })
