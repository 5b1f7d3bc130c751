import type { QueryClient } from '@tanstack/react-query'
import type { SavedDraftDto } from '@/lib/schemas/modules/module'
import { moduleQuery } from '../queries'

/** Puts a draft that was saved into what is known of its module, so that the editor opens with it. */
export async function rememberDraft(client: QueryClient, moduleId: string, { problems, ...draft }: SavedDraftDto) {
  const { queryKey } = moduleQuery(moduleId)
  const before = client.getQueryState(queryKey)
  const isOutdated = before?.fetchStatus === 'fetching' || before?.isInvalidated
  // one that is under way may have been answered before
  await client.cancelQueries({ queryKey, exact: true })
  client.setQueryData(queryKey, (known) => known && { ...known, draft, problems })
  // what was asked for is still to be known, such as the version that was published meanwhile
  if (isOutdated) void client.invalidateQueries({ queryKey, exact: true })
}
