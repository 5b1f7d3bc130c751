import { Client } from 'pg'
import { describe, expect, it } from 'vitest'
import { env } from '@/lib/env'
import { takeTurns } from './take-turns'

type Connect = NonNullable<Parameters<typeof takeTurns>[2]['connect']>

/** One lock of transactions, as Postgres has them: whoever ends lets the next one go on. */
function scriptedServer(): Connect {
  const queue: (() => void)[] = []
  let isHeld = false
  const release = () => {
    const next = queue.shift()
    if (next) next()
    else isHeld = false
  }
  return () => {
    let isMine = false
    return {
      connect: async () => undefined,
      query: async (sql) => {
        if (/pg_try_advisory_xact_lock/.test(sql)) {
          const taken = !isHeld
          if (taken) isHeld = isMine = true
          return { rows: [{ taken }] }
        }
        if (/pg_advisory_xact_lock/.test(sql)) {
          await new Promise<void>((done) => queue.push(done))
          isMine = true
        }
        return { rows: [] }
      },
      end: async () => {
        if (isMine) release()
        isMine = false
      },
    }
  }
}

const url = env.DATABASE_URL
const SERVERS: [string, { connectionString?: string }, () => Connect | undefined][] = [
  ['a scripted server', {}, scriptedServer],
  // the integration tests on a server, see CONTRIBUTING.md
  ...(url ? [['Postgres', { connectionString: url }, () => undefined] as (typeof SERVERS)[number]] : []),
]

describe.each(SERVERS)('turns on %s', (_, config, makeServer) => {
  /** Two that want a turn; the first one has it until `end` is called. */
  function twoTurns(end: Promise<unknown>) {
    const connect = makeServer()
    const events: string[] = []
    const begun = Promise.withResolvers<void>()
    const waits = Promise.withResolvers<void>()
    const work = (name: string, until?: Promise<unknown>) => async () => {
      events.push(`${name} begins`)
      begun.resolve()
      try {
        await until
        return name
      } finally {
        events.push(`${name} ends`)
      }
    }
    const onWait = () => {
      events.push('waits')
      waits.resolve()
    }
    const first = takeTurns(config, work('first', end), { onWait, connect })
    const second = begun.promise.then(() => takeTurns(config, work('second'), { onWait, connect }))
    return { first, second, events, waits: waits.promise }
  }
  const IN_TURN = ['first begins', 'waits', 'first ends', 'second begins', 'second ends']

  it('are taken one after the other, and who waits says so', async () => {
    const end = Promise.withResolvers<void>()
    const { first, second, events, waits } = twoTurns(end.promise)
    await waits
    end.resolve()
    expect(await Promise.all([first, second])).toEqual(['first', 'second'])
    expect(events).toEqual(IN_TURN)
  })

  it('go on to the next when one fails', async () => {
    const end = Promise.withResolvers<void>()
    const { first, second, events, waits } = twoTurns(end.promise)
    await waits
    end.reject(new Error('It failed half-way.'))
    await expect(first).rejects.toThrow('It failed half-way.')
    expect(await second).toBe('second')
    expect(events).toEqual(IN_TURN)
  })
})

it('does the work without a turn where no server can be reached, and its error is the one that is told', async () => {
  const config = { host: '127.0.0.1', port: 1 }
  const onWait = () => expect.unreachable()
  expect(await takeTurns(config, async () => 'done', { onWait })).toBe('done')
  const refused = takeTurns(config, () => Promise.reject(new Error('Check DATABASE_URL.')), { onWait })
  await expect(refused).rejects.toThrow('Check DATABASE_URL.')
})

describe.runIf(url)('a turn on Postgres', () => {
  const config = {
    connectionString: url,
    statement_timeout: 50,
    query_timeout: 50,
    idle_in_transaction_session_timeout: 50,
  }

  it('ends with the process that has it, however long it waits for it', async () => {
    const holder = new Client({ connectionString: url })
    holder.on('error', () => undefined)
    await holder.connect()
    await holder.query('BEGIN; SELECT pg_advisory_xact_lock(4027501886)')
    const watcher = new Client({ connectionString: url })
    await watcher.connect()
    const waits = Promise.withResolvers<void>()
    const turn = takeTurns(config, async () => 'mine', { onWait: waits.resolve })
    await waits.promise
    const waitedMs = async () => {
      const { rows } = await watcher.query<{ ms: number }>(
        `SELECT extract(epoch FROM now() - waitstart)::float8 * 1000 AS ms FROM pg_locks
         WHERE locktype = 'advisory' AND NOT granted`,
      )
      return rows[0]?.ms ?? 0
    }
    // longer than all limits of the configuration
    await expect.poll(waitedMs, { timeout: 20_000 }).toBeGreaterThan(200)
    const ended = new Promise((done) => holder.once('end', done))
    await watcher.query('SELECT pg_terminate_backend($1)', [(holder as unknown as { processID: number }).processID])
    await ended
    expect(await turn).toBe('mine')
    await watcher.end()
  })
})
