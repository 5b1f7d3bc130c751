import { createHash } from 'node:crypto'
import { Prisma } from './generated/client'

const MARK = '/* prepared */'

/**
 * In front of a statement that is asked again and again and has one of few texts: the embedded database then reads and plans
 * it once for each connection, which takes it longer than to answer.
 */
export const PREPARED = Prisma.raw(MARK)

const names = new Map<string, string>()

/**
 * The name under which a marked statement is kept; others have none. It is made of the text alone: the server holds this
 * file more than once, and all of its copies share the connections.
 */
export function nameOfPrepared(sql: string): string | undefined {
  if (!sql.startsWith(MARK)) return undefined
  const known = names.get(sql)
  if (known) return known
  const name = `prepared_${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`
  names.set(sql, name)
  return name
}
