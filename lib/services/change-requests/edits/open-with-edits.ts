import { bumpForReleases } from '@/lib/db/bump-revision'
import { prisma } from '@/lib/db/client'
import type { PolicyInput } from '@/lib/schemas/changes/change-policy'
import type { EditInput } from '@/lib/schemas/changes/change-request'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { requireOpenChange } from '@/lib/services/change-requests/reading/find-change-request'
import { auditChange } from '@/lib/services/change-requests/record/audit-change'
import type { NewChange } from '@/lib/services/change-requests/record/insert-change'
import { askOwners } from '@/lib/services/change-requests/reviews/ask-owners'
import { queueCheckChange } from '@/lib/services/change-requests/reviews/queue-check-change'
import type { SetEdit } from './query-set-edits'
import { storeEdits } from './store-edits'

type Opened = Omit<NewChange, 'status'> & {
  policies?: PolicyInput[]
  sets?: SetEdit[]
}

/**
 * Opens a change request with as many edits as it may have, a part at a time. One that takes several parts begins as a draft
 * and is opened once all of them stand in it. Whoever opens it before can merge what stands in it by then: that ends this, as
 * closing it does.
 * @returns its number
 * @throws AppError as `storeEdits`; CONFLICT where somebody closes or merges it meanwhile
 */
export async function openWithEdits(
  actor: Actor,
  workspaceId: string,
  { title, policies, sets, ...change }: Opened,
  edits: EditInput[],
): Promise<number> {
  // versions are there already: nothing is prepared that would take long
  const atOnce = change.target === undefined ? LIMITS.changeEditsAtOnce : LIMITS.changeEdits
  const isInParts = edits.length > atOnce
  const status = isInParts ? ('draft' as const) : ('open' as const)
  const target = { ...change, title: title.slice(0, LIMITS.titleLength), status }
  const number = await storeEdits(actor, workspaceId, target, edits.slice(0, atOnce), { policies, sets })
  for (let start = atOnce; start < edits.length; start += atOnce) {
    await storeEdits(actor, workspaceId, { number }, edits.slice(start, start + atOnce))
  }
  if (isInParts) await markReady(actor, workspaceId, number)
  return number
}

/** Does nothing where somebody did it before. */
async function markReady(actor: Actor, workspaceId: string, number: number): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await bumpForReleases(tx, workspaceId)
    const { status } = await requireOpenChange(tx, workspaceId, number)
    if (status === 'open') return
    const where = { workspaceId_number: { workspaceId, number } }
    await tx.changeRequest.update({ where, data: { status: 'open' }, select: { number: true } })
    await auditChange(tx, actor, 'changed', number, { status: 'open' })
    await askOwners(tx, actor, number)
  })
  void queueCheckChange(workspaceId, number)
}
