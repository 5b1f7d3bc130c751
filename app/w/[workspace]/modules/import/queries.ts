import { infiniteQueryOptions } from '@tanstack/react-query'
import { callApi, toQuery } from '@/components/data/api-client'
import type { ImportedModulePage, PastImportPage } from '@/lib/schemas/imports/past-import'

const PAGE = 20

export const importsQuery = () =>
  infiniteQueryOptions({
    queryKey: ['imports', 'list'],
    queryFn: ({ pageParam, signal }) =>
      callApi<PastImportPage>(`/api/v1/imports${toQuery({ limit: PAGE, cursor: pageParam })}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

export const importedModulesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['imports', 'modules', id],
    queryFn: ({ pageParam, signal }) =>
      callApi<ImportedModulePage>(`/api/v1/imports/${id}/modules${toQuery({ cursor: pageParam })}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
