import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { refreshProduction } from './refresh-production'

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
