import { AppError } from '@/lib/errors'
import { WORKSPACE_PARAMETER } from './named-workspace'

/** Whether a request says in its address what it wants, not in its body. */
export const readsAddress = (method: string) => method === 'GET' || method === 'HEAD' || method === 'DELETE'

/**
 * Refuses what nobody would read: fields in the address of a request that is read from its body, such as a `?dryRun=true`
 * of an import, and a body where the address is read.
 * @throws AppError VALIDATION
 */
export function refuseUnread({ method, url, headers }: Request): void {
  if (readsAddress(method)) {
    const hasBody = Number(headers.get('content-length') ?? 0) > 0 || headers.has('transfer-encoding')
    if (!hasBody) return
    throw new AppError('VALIDATION', `${method} reads no body: send its fields in the address, behind a “?”.`)
  }
  const names = new Set(new URL(url).searchParams.keys())
  // which workspace is meant, a link says too
  names.delete(WORKSPACE_PARAMETER)
  const [first] = names
  if (first === undefined) return
  const told = [...names].slice(0, MOST_TOLD).map((name) => [name, 'belongs into the body'])
  throw new AppError('VALIDATION', `${first}: belongs into the body. ${method} reads no fields of the address.`, {
    fields: Object.fromEntries(told),
  })
}

/** Fields that are told one by one. */
const MOST_TOLD = 100
