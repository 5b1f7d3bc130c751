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

const SYSTEM_CALLS = new Set(['connect', 'read', 'write'])

/** Prisma: not reachable, no answer in time, connection closed, no turn in time, transaction expired, write conflict. */
const PRISMA_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034'])

/**
 * Postgres (appendix A of its manual): connection exceptions, insufficient resources, the operator's intervention (a
 * statement's time is over, the server shuts down or starts), serialization failures and deadlocks, an idle transaction.
 */
const SQL_STATES = /^(08...|53...|57...|40001|40P01|25P03)$/

/** Read-only, which the embedded database is while its disk is nearly full; disk full. */
const FULL = new Set<unknown>(['25006', '53100'])

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
export function isDatabaseUnavailable(error: unknown): boolean {
  return isCausedBy(error, ({ name, code, message, syscall, originalCode, meta }) => {
    if (typeof message === 'string' && SAID_BY_PG.test(message)) return true
    if ([code, originalCode, meta?.code].some((value) => typeof value === 'string' && SQL_STATES.test(value)))
      return true
    if (typeof code !== 'string') return false
    if (PRISMA_CODES.has(code)) return true
    const isOfConnection = SYSTEM_CALLS.has(String(syscall)) || String(name).startsWith('PrismaClient')
    return isOfConnection && CONNECTION_CODES.has(code)
  })
}

/** Whether an error says that nothing is written for want of room: by the reserve of the embedded database, or for good. */
export function isDatabaseFull(error: unknown): boolean {
  return isCausedBy(error, ({ code, originalCode, meta }) =>
    [code, originalCode, meta?.code].some((value) => FULL.has(value)),
  )
}

function isCausedBy(error: unknown, isIt: (failure: Failure) => boolean, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > MAX_DEPTH || error instanceof TypeError) return false
  const { cause, meta } = error as Failure
  if (isIt(error as Failure)) return true
  return isCausedBy(meta?.driverAdapterError, isIt, depth + 1) || isCausedBy(cause, isIt, depth + 1)
}
