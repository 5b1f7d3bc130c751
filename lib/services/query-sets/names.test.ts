import { beforeEach, expect, it } from 'vitest'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Actor } from '@/lib/services/actor'
import { createQuerySet } from './create-query-set'
import { deleteQuerySet } from './delete-query-set'
import { restoreQuerySet } from './restore-query-set'
import { updateQuerySet } from './update-query-set'

let actor: Actor

beforeEach(async () => {
  actor = (await createTestWorkspace('names')).actor
})

const taken = { code: 'CONFLICT', message: 'There is a query set “Owls” already: give this one another name.' }

it('is the only set of its name, also when two are made at once, one is renamed or brought back', async () => {
  const made = await Promise.allSettled([1, 2, 3].map(() => createQuerySet(actor, { name: 'Owls' })))
  const [owls] = made.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const refused = made.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(refused).toHaveLength(2)
  for (const error of refused) expect(error).toMatchObject(taken)
  const herons = await createQuerySet(actor, { name: 'Herons' })
  await expect(updateQuerySet(actor, { id: herons.id, revision: 1, name: 'Owls' })).rejects.toMatchObject(taken)
  // its own name is no other's
  expect(await updateQuerySet(actor, { id: herons.id, revision: 1, name: 'Herons' })).toMatchObject({ revision: 2 })
  await deleteQuerySet(actor, { id: owls!.id })
  await updateQuerySet(actor, { id: herons.id, revision: 2, name: 'Owls' })
  await expect(restoreQuerySet(actor, { id: owls!.id })).rejects.toMatchObject(taken)
})
