import type { Transaction } from '@/lib/db/transaction'
import type { Actor } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'

export type Discussed = { id: string; number: number | null; moduleId: string | null }
type What = 'commented' | 'commentEdited' | 'commentDeleted' | 'threadResolved' | 'threadReopened'

/** The audit log has it as something of the change request or module that is discussed, without what was said. */
export function auditDiscussion(tx: Transaction, actor: Actor, thread: Discussed, what: What): Promise<void> {
  const { id: threadId, number, moduleId } = thread
  return number === null
    ? recordAudit(tx, actor, { action: `module.${what}`, target: moduleId ?? '', detail: { threadId } })
    : recordAudit(tx, actor, { action: `changeRequest.${what}`, target: `#${number}`, detail: { threadId } })
}
