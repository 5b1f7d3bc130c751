import { databaseKind } from './client'

/** What pg says of a connection or a statement whose time is over, and of a connection that broke. */
const SAID_BY_PG =
  /^(timeout exceeded when trying to connect|Query read timeout|Connection terminated\b.*|Client has encountered a connection error and is not queryable)$/

const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

const SYSTEM_CALLS = new Set(['connect', 'read', 'write', 'getaddrinfo'])

/** Prisma: not reachable, no answer in time, connection closed, no turn in time, transaction expired, write conflict. */
const PRISMA_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034'])

/** What Prisma's driver says of a connection, under a statement of our own that has no code of Prisma's. */
const KINDS = new Set<unknown>(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])

/**
 * Postgres (appendix A of its manual): connection exceptions, insufficient resources, the operator's intervention (a
 * statement's time is over, the server shuts down or starts), serialization failures and deadlocks, an idle transaction.
 */
const SQL_STATES = /^(08...|53...|57...|40001|40P01|25P03)$/

const READ_ONLY = '25006'
const DISK_FULL = '53100'
/** The embedded database is read-only while its disk is nearly full; a server is where another one took over from it. */
const FULL = new Set<unknown>(databaseKind === 'embedded' ? [READ_ONLY, DISK_FULL] : [DISK_FULL])

type Failure = {
  name?: unknown
  kind?: unknown
  code?: unknown
  message?: unknown
  syscall?: unknown
  cause?: unknown
  /** Of a host with several addresses, one of each. */
  errors?: unknown
  originalCode?: unknown
  meta?: { code?: unknown; driverAdapterError?: unknown }
}

const MAX_DEPTH = 6

/**
 * Whether an error says that the database could not be reached, had no turn to give or did not answer in time: the same
 * request may succeed a moment later. Errors of other connections, such as a provider's, come as causes of `fetch`'s.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  return isCausedBy(error, ({ name, kind, code, message, syscall, originalCode, meta }) => {
    if (KINDS.has(kind)) return true
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

/** Whether an error says that this server takes no writes: it is a standby. */
export function isDatabaseStandby(error: unknown): boolean {
  return isCausedBy(error, ({ code, originalCode, meta }) =>
    [code, originalCode, meta?.code].some((value) => value === READ_ONLY && !FULL.has(value)),
  )
}

function isCausedBy(error: unknown, isIt: (failure: Failure) => boolean, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > MAX_DEPTH || error instanceof TypeError) return false
  const { cause, errors, meta } = error as Failure
  if (isIt(error as Failure)) return true
  const causes = [meta?.driverAdapterError, cause, ...(Array.isArray(errors) ? errors : [])]
  return causes.some((one) => isCausedBy(one, isIt, depth + 1))
}
