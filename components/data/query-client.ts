import { defaultShouldDehydrateQuery, isServer, QueryCache, QueryClient } from '@tanstack/react-query'
import { isShort } from './is-short'
import { refetchWhenBack } from './refetch-when-back'

/** Longer data the browser asks for by itself: to write megabytes into a page keeps everybody else waiting. */
const LONG_DATA = 400_000

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
      dehydrate: {
        shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) && isShort(query.state.data, LONG_DATA),
      },
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
