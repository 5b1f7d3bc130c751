import { cutText } from '@/lib/engine'
import { newId } from '@/lib/new-id'
import type { EditInput } from '@/lib/schemas/changes/change-inputs'
import type { PolicyInput } from '@/lib/schemas/changes/change-policy'
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
 * Opens a change request with as many edits as it may have, a part at a time: nobody approves or merges it before all of them
 * stand in it.
 * @returns its number
 * @throws AppError as `storeEdits`; CONFLICT where somebody closes it meanwhile
 */
export async function openWithEdits(
  actor: Actor,
  workspaceId: string,
  { title, policies, sets, ...change }: Opened,
  edits: EditInput[],
): Promise<number> {
  // versions are there already: nothing is prepared that would take long
  const atOnce = change.target === undefined ? LIMITS.changeEditsAtOnce : LIMITS.changeEdits
  const target = { ...change, title: cutText(title, LIMITS.titleLength), status: 'open' as const }
  const first = edits.slice(0, atOnce)
  const filling = newId('fil')
  const options = { policies, sets, remaining: edits.length, filling }
  const number = await storeEdits(actor, workspaceId, target, first, options)
  for (let start = atOnce; start < edits.length; start += atOnce) {
    const part = edits.slice(start, start + atOnce)
    await storeEdits(actor, workspaceId, { number }, part, { remaining: edits.length - start, filling })
  }
  return number
}
