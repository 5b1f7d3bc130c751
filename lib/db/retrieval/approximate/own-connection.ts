import { Client } from 'pg'
import { databaseConfig } from '../../client'

/**
 * Runs what takes longer than a statement of the pool may, on a connection of its own. When `signal` aborts, the
 * statement is cancelled.
 */
export async function withOwnConnection<Result>(
  run: (client: Client) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  signal?.throwIfAborted()
  const client = new Client({ ...databaseConfig(), query_timeout: 0 })
  // a connection that breaks fails the statement that runs on it
  client.on('error', () => undefined)
  let cancel = () => {}
  try {
    await client.connect()
    await client.query('SET statement_timeout = 0')
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    cancel = () => void cancelStatement(rows[0]?.pid ?? 0)
    signal?.addEventListener('abort', cancel, { once: true })
    // it may have aborted meanwhile, when nobody listened
    signal?.throwIfAborted()
    return await run(client)
  } finally {
    signal?.removeEventListener('abort', cancel)
    await client.end().catch(() => undefined)
  }
}

async function cancelStatement(pid: number): Promise<void> {
  const client = new Client(databaseConfig())
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('SELECT pg_cancel_backend($1)', [pid])
  } catch {
    // it ends by itself, and what it leaves is found by its name
  } finally {
    await client.end().catch(() => undefined)
  }
}
