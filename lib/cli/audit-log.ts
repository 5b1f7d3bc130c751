import { parseArgs } from 'node:util'
import { AppError } from '@/lib/errors'
import { verifyAuditLog } from '@/lib/services/audit/verify-audit-log'
import { findWorkspaceId } from './find-workspace-id'
import { withDatabase } from './with-database'

const USAGE = 'npm run --silent audit-log -- [--workspace SLUG] [--head SEQUENCE:HASH]'

/** Says whether the audit log still says what it said, and how it ends. Exit code 1 when it does not. */
await withDatabase(async () => {
  const { values } = parseArgs({ options: { workspace: { type: 'string' }, head: { type: 'string' } } })
  const [, sequence, hash] = /^(\d+):([0-9a-f]{64})$/.exec(values.head ?? '') ?? []
  if (values.head !== undefined && !hash) {
    throw new AppError('VALIDATION', `A head is written as 12:… with the 64 characters of its hash: ${USAGE}`)
  }
  const workspaceId = await findWorkspaceId(values.workspace)
  const actor = { kind: 'system', workspaceId, name: 'command line' } as const
  const { entries, removed, head, problem } = await verifyAuditLog(actor, { sequence, hash })
  if (problem) {
    process.exitCode = 1
    process.stdout.write(`The audit log was changed. ${problem.message}\n`)
    return
  }
  const before = removed > 0 ? ` ${removed} older ${removed === 1 ? 'one was' : 'ones were'} removed by retention.` : ''
  process.stdout.write(`The audit log is intact: ${entries} ${entries === 1 ? 'entry' : 'entries'}.${before}\n`)
  if (head) process.stdout.write(`It ends with ${head.sequence}:${head.hash}\n`)
})
