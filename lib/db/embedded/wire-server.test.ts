import { Client, Pool } from 'pg'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { databaseConfig, databaseKind } from '../client'

const pool = new Pool({ ...databaseConfig(), max: 30 })
afterAll(() => pool.end())

describe.runIf(databaseKind === 'embedded')('the embedded database, shared by many clients', () => {
  it('never mixes unnamed statements of clients that run at the same time', async () => {
    const wrong: number[] = []
    await Promise.all(
      Array.from({ length: 300 }, async (_, index) => {
        if (index % 3 === 0) await expect(pool.query('SELECT no_such_column')).rejects.toThrow(/no_such_column/)
        else if (index % 3 === 1) {
          const { rows } = await pool.query<{ a: number }>('SELECT $1::int AS a', [index])
          if (rows[0]?.a !== index) wrong.push(index)
        } else {
          const { rows } = await pool.query<{ b: string }>('SELECT $1::text AS b, $2::int AS c', [`x${index}`, 1])
          if (rows[0]?.b !== `x${index}`) wrong.push(index)
        }
      }),
    )
    expect(wrong).toEqual([])
  })

  it('keeps the named statements of each client apart, and gives the names of those that leave free', async () => {
    const clients = [new Client(databaseConfig()), new Client(databaseConfig())]
    const [first, second] = clients as [Client, Client]
    for (const client of clients) await client.connect()
    const ask = async (client: Client, text: string, value: unknown) => {
      const { rows } = await client.query<{ told: unknown }>({ name: 'ask', text, values: [value] })
      return rows[0]?.told
    }
    for (let round = 0; round < 3; round++) {
      expect(await ask(first, 'SELECT $1::int + 1 AS told', round)).toBe(round + 1)
      expect(await ask(second, 'SELECT upper($1) AS told', `x${round}`)).toBe(`X${round}`)
    }
    const names = async () => {
      const { rows } = await pool.query<{ name: string }>(
        `SELECT name FROM pg_prepared_statements WHERE name LIKE '%:ask'`,
      )
      return rows.length
    }
    expect(await names()).toBe(2)
    await first.end()
    await vi.waitFor(async () => expect(await names()).toBe(1))
    expect(await ask(second, 'SELECT upper($1) AS told', 'still')).toBe('STILL')
    await second.end()
    await vi.waitFor(async () => expect(await names()).toBe(0))
  })

  it('lets others wait while a transaction is open, also a failed one', async () => {
    const [first, second] = [await pool.connect(), await pool.connect()]
    await first.query('BEGIN')
    let isDone = false
    const waiting = second.query('SELECT 1').then(() => {
      isDone = true
    })
    await expect(first.query('SELECT nope')).rejects.toThrow()
    await new Promise((done) => setTimeout(done, 50))
    expect(isDone).toBe(false)
    await first.query('ROLLBACK')
    await waiting
    expect(isDone).toBe(true)
    first.release()
    second.release()
  })

  it('rolls back what a client that vanished left open', async () => {
    const vanishing = new Client(databaseConfig())
    vanishing.on('error', () => undefined)
    await vanishing.connect()
    await vanishing.query('CREATE TABLE IF NOT EXISTS wire_test (id int)')
    await vanishing.query('BEGIN')
    await vanishing.query('INSERT INTO wire_test VALUES (1)')
    const stream = (vanishing as unknown as { connection: { stream: { destroy(): void } } }).connection.stream
    stream.destroy()
    const { rows } = await pool.query('SELECT * FROM wire_test')
    expect(rows).toEqual([])
    await pool.query('DROP TABLE wire_test')
  })

  it('carries megabytes both ways', async () => {
    const text = 'ä'.repeat(3_000_000)
    const { rows } = await pool.query<{ text: string }>('SELECT $1::text AS text', [text])
    expect(rows[0]?.text).toBe(text)
  })

  it('has the vector extension', async () => {
    const { rows } = await pool.query<{ d: number }>(`SELECT '[1,0]'::vector <=> '[0,1]'::vector AS d`)
    expect(rows[0]?.d).toBe(1)
  })
})
