import { defaultShouldDehydrateQuery, isServer, QueryCache, QueryClient } from '@tanstack/react-query'
import { refetchWhenBack } from './refetch-when-back'

/** One per request on the server (for prefetching), one per tab and workspace in the browser. */
export function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: refetchWhenBack(() => client) }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: false,
        refetchOnWindowFocus: false,
        // a browser without a connection would wait silently: the request fails, and the screen says so
        networkMode: 'always',
        refetchOnReconnect: true,
      },
      mutations: { networkMode: 'always' },
      dehydrate: { shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) },
    },
  })
  return client
}

const browserClients = new Map<string, QueryClient>()

/** @param workspace its slug; none on the pages outside of all workspaces */
export function getQueryClient(workspace = ''): QueryClient {
  if (isServer) return makeQueryClient()
  const client = browserClients.get(workspace) ?? makeQueryClient()
  browserClients.set(workspace, client)
  return client
}
