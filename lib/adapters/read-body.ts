import { parseBody } from '@/lib/texts/tasks/parse-body'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { RequestError } from './request-error'

const MB = 1024 * 1024

function refuseSize(maxBytes: number): never {
  throw new RequestError(
    413,
    'LIMIT_EXCEEDED',
    `A request to this address has at most ${Number((maxBytes / MB).toFixed(1))} MB.`,
    {
      limit: maxBytes,
    },
  )
}

function refuseEncoding(request: Request): void {
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() || 'identity'
  if (encoding === 'identity') return
  throw new RequestError(415, 'VALIDATION', `Send the body without “Content-Encoding: ${encoding}”.`)
}

/** JSON is UTF-8; what says that it is something else would be read as something that it is not. */
function refuseCharset(contentType: string): void {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType)?.[1]?.toLowerCase()
  if (charset === undefined || charset === 'utf-8' || charset === 'utf8' || charset === 'us-ascii') return
  throw new RequestError(415, 'VALIDATION', `Send the body as UTF-8, not as “${charset.slice(0, 40)}”.`)
}

/** Reads no more than the limit, whatever the declared length says. */
async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) refuseSize(maxBytes)
  const reader = request.body?.getReader()
  if (!reader) return new Uint8Array()
  const parts: Uint8Array[] = []
  let size = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength
    if (size > maxBytes) {
      await reader.cancel()
      refuseSize(maxBytes)
    }
    parts.push(part.value)
  }
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.byteLength
  }
  return bytes
}

/** A body of this size is parsed in a millisecond or two; a longer one in a thread. */
const SHORT_BODY = 64 * 1024

type BodyOptions = {
  workspaceId: string
  maxBytes: number
  /** Whether an import's multipart/form-data is taken too. */
  acceptsForm?: boolean
}

/**
 * The body as JSON, or what a form of an import says; an empty body is an empty object.
 * @throws RequestError 400 malformed, 413 too large or with too many values, 415 another kind of content.
 */
export async function readBody(
  request: Request,
  { workspaceId, maxBytes, acceptsForm = false }: BodyOptions,
): Promise<unknown> {
  const contentType = request.headers.get('content-type') ?? ''
  const mime = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  const isForm = acceptsForm && mime === 'multipart/form-data'
  const isJson = mime === 'application/json' || /^application\/[\w.-]+\+json$/.test(mime)
  refuseEncoding(request)
  refuseCharset(contentType)
  const bytes = await readBytes(request, maxBytes)
  if (bytes.byteLength === 0 && !isForm) return {}
  if (!isJson && !isForm) {
    const accepted = acceptsForm ? 'application/json or multipart/form-data' : 'application/json'
    throw new RequestError(415, 'VALIDATION', `The body must be ${accepted}; say so in the Content-Type header.`)
  }
  const body = { bytes, contentType, isForm }
  const size = bytes.byteLength
  const parsed =
    size <= SHORT_BODY
      ? await parseBody(body)
      : await workOnText('parseBody', body, { workspaceId, urgency: 'person', size })
  if ('value' in parsed) return parsed.value
  if (parsed.reason === 'malformed') throw new RequestError(400, 'VALIDATION', parsed.problem)
  throw new RequestError(413, 'LIMIT_EXCEEDED', parsed.problem, { limit: parsed.limit })
}
