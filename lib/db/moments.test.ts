import { expect, it } from 'vitest'
import { databasePool } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { createModule } from '@/lib/services/modules/create-module'
import { createTestUser } from '@/lib/services/testing/create-test-user'

it('keeps every moment with its zone', async () => {
  const { rows } = await databasePool().query(
    `SELECT table_name, column_name FROM information_schema.columns
     WHERE table_schema = current_schema() AND data_type = 'timestamp without time zone'`,
  )
  expect(rows).toEqual([])
})

it('hashes the audit log alike, wherever it is asked from', async () => {
  const { workspaceId } = await createTestWorkspace('moments')
  const { actor } = await createTestUser(workspaceId, 'editor')
  await createModule(actor, { source: '# Tides\n\nHigh water comes twice a day.' })
  const client = await databasePool().connect()
  try {
    await client.query("BEGIN; SET LOCAL TIME ZONE 'Pacific/Auckland'")
    const { rows } = await client.query<{ isSame: boolean }>(
      `SELECT audit_hash(coalesce(lag("hash") OVER (ORDER BY "sequence"), ''), e) = "hash" AS "isSame"
       FROM "AuditEvent" e WHERE "workspaceId" = $1`,
      [workspaceId],
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every(({ isSame }) => isSame)).toBe(true)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
})
