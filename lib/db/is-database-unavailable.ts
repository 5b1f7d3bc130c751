/** What pg says of a connection or a statement whose time is over, and of a connection that broke. */
const SAID_BY_PG =
  /^(timeout exceeded when trying to connect|Query read timeout|Connection terminated\b.*|Client has encountered a connection error and is not queryable)$/

const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/** Prisma: not reachable, no answer in time, connection closed, no turn in time, transaction expired, write conflict. */
const PRISMA_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034'])

/**
 * Postgres (appendix A of its manual): connection exceptions, insufficient resources, the operator's intervention (a
 * statement's time is over, the server shuts down or starts), serialization failures and deadlocks, an idle transaction.
 */
const SQL_STATES = /^(08...|53...|57...|40001|40P01|25P03)$/

type Failure = {
  name?: unknown
  code?: unknown
  message?: unknown
  syscall?: unknown
  cause?: unknown
  originalCode?: unknown
  meta?: { code?: unknown; driverAdapterError?: unknown }
}

const MAX_DEPTH = 6

/**
 * Whether an error says that the database could not be reached, had no turn to give or did not answer in time: the same
 * request may succeed a moment later. Errors of other connections, such as a provider's, come as causes of `fetch`'s.
 */
export function isDatabaseUnavailable(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > MAX_DEPTH || error instanceof TypeError) return false
  const { name, code, message, syscall, cause, originalCode, meta } = error as Failure
  if (typeof message === 'string' && SAID_BY_PG.test(message)) return true
  if ([code, originalCode, meta?.code].some((value) => typeof value === 'string' && SQL_STATES.test(value))) return true
  if (typeof code === 'string') {
    if (PRISMA_CODES.has(code)) return true
    const isOfConnection = syscall === 'connect' || String(name).startsWith('PrismaClient')
    if (isOfConnection && CONNECTION_CODES.has(code)) return true
  }
  return isDatabaseUnavailable(meta?.driverAdapterError, depth + 1) || isDatabaseUnavailable(cause, depth + 1)
}
