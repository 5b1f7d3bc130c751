import { deleteQuerySet } from '@/lib/services/query-sets/delete-query-set'
import { checkedQuery, freshQuerySet, freshRun } from './fresh'
import type { World } from './world'

const nothing = { input: () => ({}) }

/** For query sets and their runs. */
export const CHECK_FIXTURES = {
  listQuerySets: nothing,
  getQuerySet: { input: freshQuerySet },
  createQuerySet: { input: () => ({ name: 'New', queries: [{ text: 'How?', checks: [{ kind: 'answered' }] }] }) },
  updateQuerySet: {
    input: async (world: World) => ({ ...(await freshQuerySet(world)), revision: 1, name: 'Renamed' }),
  },
  deleteQuerySet: { input: freshQuerySet },
  restoreQuerySet: {
    input: async (world: World) => {
      const set = await freshQuerySet(world)
      await deleteQuerySet(world.owner, set)
      return set
    },
  },
  addCheck: {
    input: async (world: World) => ({
      ...(await freshQuerySet(world)),
      query: { ...checkedQuery(world), checks: [{ kind: 'answered' }] },
    }),
  },
  importQuerySet: { input: () => ({ content: 'version: 1\nname: Brought\nqueries: []\n' }) },
  exportQuerySet: { input: freshQuerySet },
  runQuerySet: { input: freshQuerySet },
  continueCheckRun: { input: freshRun },
  cancelCheckRun: { input: freshRun },
  getCheckRun: { input: freshRun },
  listCheckRuns: { input: freshQuerySet },
  explainCheckedQuery: { input: async (world: World) => ({ ...(await freshQuerySet(world)), queryId: 'q1' }) },
}
