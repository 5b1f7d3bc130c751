import type { PolicyInput } from '@/lib/schemas/change-policy'
import type { EditInput } from '@/lib/schemas/change-request'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import type { NewChange } from '@/lib/services/change-requests/record/insert-change'
import type { SetEdit } from './query-set-edits'
import { storeEdits } from './store-edits'

type Opened = Omit<NewChange, 'status'> & {
  policies?: PolicyInput[]
  sets?: SetEdit[]
}

/**
 * Opens a change request with as many edits as it may have, a part at a time.
 * @returns its number
 * @throws AppError as `storeEdits`
 */
export async function openWithEdits(
  actor: Actor,
  workspaceId: string,
  { title, policies, sets, ...change }: Opened,
  edits: EditInput[],
): Promise<number> {
  // versions are there already: nothing is prepared that would take long
  const atOnce = change.target === undefined ? LIMITS.changeEditsAtOnce : LIMITS.changeEdits
  const target = { ...change, title: title.slice(0, LIMITS.titleLength), status: 'open' as const }
  const number = await storeEdits(actor, workspaceId, target, edits.slice(0, atOnce), { policies, sets })
  for (let start = atOnce; start < edits.length; start += atOnce) {
    await storeEdits(actor, workspaceId, { number }, edits.slice(start, start + atOnce))
  }
  return number
}
