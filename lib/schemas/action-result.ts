import type { ErrorCode } from '@/lib/errors'

/** An error as every surface sends it (DESIGN §6): REST inside `{ error }`, server actions inside `ActionResult`. */
export type ErrorBody = {
  code: ErrorCode
  message: string
  /** Problems by path of the input. */
  fields?: Record<string, string>
  requestId: string
}

/** What a server action returns; it never throws what a person should read, Next would hide the message. */
export type ActionResult<T> = { ok: true; data: T } | { ok: false; error: ErrorBody }
