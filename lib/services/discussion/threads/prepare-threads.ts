import { AppError } from '@/lib/errors'
import type { NewThread, ThreadPlace, ThreadSide } from '@/lib/schemas/changes/discussion'
import type { Actor } from '@/lib/services/actor'
import type { LineAnchor } from '@/lib/texts/tasks/find-lines'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { preparePlace } from './prepare-place'
import { type EditRef, readSide } from './read-side'

/** A thread that can be stored: what it stands on is there. */
export type PreparedThread = EditRef & {
  anchor: (LineAnchor & { side: ThreadSide }) | null
  place: ThreadPlace | null
  text: string
}

/**
 * Finds what new threads stand on in the texts and contexts of a change request; before the transaction, since texts may be long.
 * @throws AppError CONFLICT with the first thing that is not there as it was read
 */
export async function prepareThreads(
  actor: Actor,
  number: number,
  threads: readonly NewThread[],
): Promise<PreparedThread[]> {
  const { workspaceId } = actor
  const prepared: PreparedThread[] = []
  for (const { moduleId = null, policyId = null, querySetId = null, anchor, place, text } of threads) {
    const edit = { moduleId, policyId, querySetId }
    const found = anchor ? await findAnchor(workspaceId, number, { ...anchor, ...edit }) : null
    prepared.push({ ...edit, anchor: found, place: place ? await preparePlace(actor, number, place) : null, text })
  }
  return prepared
}

type Line = EditRef & { side: ThreadSide; line: number; text: string }

async function findAnchor(workspaceId: string, number: number, { side, line, text: shown, ...edit }: Line) {
  const text = await readSide(workspaceId, number, { ...edit, side })
  const work = { workspaceId, urgency: 'person' as const, size: text?.length ?? 0 }
  const found = text === null ? null : await workOnText('anchorLine', { text, line, shown }, work)
  if (!found) {
    const id = edit.moduleId ?? edit.policyId ?? edit.querySetId ?? ''
    const of = edit.querySetId === null ? `“${id}”` : 'the query set'
    const message = `The line that you comment on is no longer in ${of} of #${number}. Nothing was sent: reload the text first.`
    throw new AppError('CONFLICT', message, { entity: 'changeEdit', id, line })
  }
  return { ...found, side }
}
