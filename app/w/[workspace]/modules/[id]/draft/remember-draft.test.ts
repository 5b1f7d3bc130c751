import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import type { SavedDraftDto } from '@/lib/schemas/modules/module'
import type { OpenModule } from '../open-module'
import { moduleQuery } from '../queries'
import { rememberDraft } from './remember-draft'

const { queryKey } = moduleQuery('wells')
const saved = { source: '# Wells', revision: 3, problems: [] } as unknown as SavedDraftDto

function knowing(version: number) {
  const client = new QueryClient()
  client.setQueryData(queryKey, { version } as OpenModule)
  return client
}

it('is known with what was known of the module', async () => {
  const client = knowing(1)
  await rememberDraft(client, 'wells', saved)
  expect(client.getQueryData(queryKey)).toEqual({
    version: 1,
    draft: { source: '# Wells', revision: 3 },
    problems: [],
  })
  expect(client.getQueryState(queryKey)?.isInvalidated).toBe(false)
})

it('leaves the module to be asked for again where that was under way, or due', async () => {
  const asking = knowing(1)
  const asked = asking.fetchQuery({ queryKey, queryFn: () => new Promise<never>(() => undefined), retry: false })
  asked.catch(() => undefined)
  await rememberDraft(asking, 'wells', saved)
  expect(asking.getQueryState(queryKey)).toMatchObject({ isInvalidated: true, data: { version: 1 } })

  const due = knowing(1)
  await due.invalidateQueries({ queryKey, exact: true })
  await rememberDraft(due, 'wells', saved)
  expect(due.getQueryState(queryKey)).toMatchObject({ isInvalidated: true, data: { draft: { revision: 3 } } })
})
