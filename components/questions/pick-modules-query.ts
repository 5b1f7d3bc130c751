import { queryOptions } from '@tanstack/react-query'
import { callApi, toQuery } from '@/components/data/api-client'
import type { ModulePageDto } from '@/lib/schemas/modules/module-list'

/** A few modules to pick one from, by what is typed of them. */
export const pickModulesQuery = (q: string) =>
  queryOptions({
    queryKey: ['modules', 'pick', q],
    queryFn: ({ signal }) =>
      callApi<ModulePageDto>(`/api/v1/modules${toQuery({ q, limit: 6, sort: 'match' })}`, { signal }),
  })
