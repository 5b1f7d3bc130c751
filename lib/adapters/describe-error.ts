import { toUnavailable } from '@/lib/db/to-unavailable'
import { BudgetExceededError } from '@/lib/engine'
import { AppError, type ErrorCode } from '@/lib/errors'
import { log } from '@/lib/log'
import type { ErrorBody } from '@/lib/schemas/error'
import { RequestError } from './request-error'

const STATUS: Record<ErrorCode, number> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  UNAUTHORIZED: 401,
  VALIDATION: 400,
  CONFLICT: 409,
  LIMIT_EXCEEDED: 422,
  UPSTREAM: 502,
  UNAVAILABLE: 503,
  INTERNAL: 500,
}

type DescribedError = { status: number; body: ErrorBody; retryAfterSeconds?: number }

function statusOf(error: AppError): number {
  if (error instanceof RequestError) return error.status
  if (error.code === 'LIMIT_EXCEEDED' && error.data.retryAfterSeconds) return 429
  return STATUS[error.code]
}

/** The one mapping from what was thrown to what a caller sees; the unknown is logged and stays unknown. */
export function describeError(thrown: unknown, requestId: string): DescribedError {
  const error = toUnavailable(thrown) ?? thrown
  if (error instanceof AppError) {
    const { fields, ...data } = error.data
    const status = statusOf(error)
    if (status >= 500) log('error', error.message, { requestId, code: error.code }, error.cause ?? error)
    return {
      status,
      body: {
        code: error.code,
        message: error.message,
        ...(fields ? { fields } : {}),
        ...(Object.keys(data).length > 0 ? { data } : {}),
        requestId,
      },
      ...(data.retryAfterSeconds ? { retryAfterSeconds: data.retryAfterSeconds } : {}),
    }
  }
  if (error instanceof BudgetExceededError) {
    const { section, required, available, message } = error
    return { status: 422, body: { code: 'LIMIT_EXCEEDED', message, section, required, available, requestId } }
  }
  log('error', 'unexpected error', { requestId }, error)
  const message = 'Something went wrong on the server. Its log has the details under this request id.'
  return { status: 500, body: { code: 'INTERNAL', message, requestId } }
}
