import { AppError, type ErrorCode, type ErrorData } from '@/lib/errors'

/** A request that is wrong as HTTP, before any verb sees it; it knows its status. */
export class RequestError extends AppError {
  constructor(
    readonly status: 400 | 403 | 413 | 415,
    code: ErrorCode,
    message: string,
    data: ErrorData = {},
  ) {
    super(code, message, data)
  }
}
