import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, it, vi } from 'vitest'
import { refreshProduction, refreshWithoutModules } from './refresh-production'

it('reads again what stands on production, and nothing else', async () => {
  const client = new QueryClient()
  const keys = [
    ['modules', 'list', '{}', null],
    ['imports', 'list'],
    ['changes', 'one', 1],
    ['releases'],
    ['policies', 'list'],
    ['query-sets', 'one', 'sizes', undefined],
    ['retrieval', { query: 'heron' }],
    ['inbox', 'waiting'],
    ['conversations', 'list', ''],
    ['profiles', 'list', ''],
  ]
  for (const key of keys) client.setQueryData(key, {})
  await refreshProduction(client)
  const isRead = (key: unknown[]) => client.getQueryState(key)?.isInvalidated
  expect(keys.filter((key) => !isRead(key)).map(([of]) => of)).toEqual(['conversations', 'profiles'])
})

it('asks for no module again where the one that is shown is gone', async () => {
  const client = new QueryClient()
  const [ofModule, ofInbox] = [vi.fn(async () => 1), vi.fn(async () => 1)]
  const show = (queryKey: string[], queryFn: () => Promise<number>) =>
    new QueryObserver(client, { queryKey, queryFn, staleTime: Number.POSITIVE_INFINITY }).subscribe(() => {})
  const hide = [show(['modules', 'one', 'gone'], ofModule), show(['inbox', 'waiting'], ofInbox)]
  await vi.waitFor(() => expect(client.isFetching()).toBe(0))
  await refreshWithoutModules(client)
  expect([ofModule, ofInbox].map(({ mock }) => mock.calls.length)).toEqual([1, 2])
  expect(client.getQueryState(['modules', 'one', 'gone'])?.isInvalidated).toBe(true)
  for (const end of hide) end()
})
