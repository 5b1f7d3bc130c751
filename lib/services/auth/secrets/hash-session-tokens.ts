import type { DBAdapter, DBTransactionAdapter, Where } from 'better-auth'
import { hashSecret } from './hash-secret'

type Values = Record<string, unknown>
/** What every method of an adapter but `transaction` takes, as far as it concerns tokens. */
type Query = { model: string; where?: Where[]; data?: Values; update?: Values }
type Method = (query: Query) => Promise<unknown>

/**
 * The adapter with sessions found and stored by the hash of their token: who reads the database, or a copy of it, cannot
 * act as anybody. A caller gets back the token that it asked with; of sessions that it found otherwise, only the hash.
 */
export function hashSessionTokens(adapter: DBAdapter): DBAdapter {
  return { ...hashTokens(adapter), transaction: (work) => adapter.transaction((tx) => work(hashTokens(tx))) }
}

function hashTokens<Adapter extends DBTransactionAdapter>(adapter: Adapter): Adapter {
  const methods = Object.entries(adapter).map(([name, method]) => [
    name,
    typeof method === 'function' ? hashQuery(method as Method) : method,
  ])
  return Object.fromEntries(methods)
}

function hashQuery(method: Method): Method {
  return async (query) => {
    if (query.model !== 'session') return method(query)
    const tokens = new Map<unknown, string>()
    const hash = (token: unknown) => {
      if (typeof token !== 'string') return token
      const hashed = hashSecret(token)
      tokens.set(hashed, token)
      return hashed
    }
    const hashValues = (values: Values | undefined) =>
      values && 'token' in values ? { ...values, token: hash(values.token) } : values
    const where = query.where?.map((condition) => {
      if (condition.field !== 'token') return condition
      const { value } = condition
      return { ...condition, value: (Array.isArray(value) ? value.map(hash) : hash(value)) as Where['value'] }
    })
    const found = await method({ ...query, where, data: hashValues(query.data), update: hashValues(query.update) })
    return Array.isArray(found) ? found.map((row) => withToken(row, tokens)) : withToken(found, tokens)
  }
}

function withToken(row: unknown, tokens: Map<unknown, string>): unknown {
  if (typeof row !== 'object' || row === null || !('token' in row)) return row
  return { ...row, token: tokens.get(row.token) ?? row.token }
}
