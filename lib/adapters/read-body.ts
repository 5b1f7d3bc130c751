import { RequestError } from './request-error'

type Body = { body: unknown; form?: FormData }

function refuseSize(maxBytes: number): never {
  throw new RequestError(413, 'LIMIT_EXCEEDED', `The body is larger than the limit of ${maxBytes} bytes.`, {
    limit: maxBytes,
  })
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

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message : 'it is not UTF-8 text'
    throw new RequestError(400, 'VALIDATION', `The body is not valid JSON: ${why}`)
  }
}

async function parseForm(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { 'content-type': contentType } }).formData()
  } catch {
    throw new RequestError(400, 'VALIDATION', 'The body is not valid multipart form data.')
  }
}

/**
 * The body as JSON, or as a form where the route takes one; an empty body is an empty object.
 * @throws RequestError 400 malformed, 413 too large, 415 another kind of content.
 */
export async function readBody(request: Request, maxBytes: number, acceptsForm: boolean): Promise<Body> {
  const contentType = request.headers.get('content-type') ?? ''
  const mime = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  const isForm = acceptsForm && mime === 'multipart/form-data'
  const isJson = mime === 'application/json' || /^application\/[\w.-]+\+json$/.test(mime)
  const bytes = await readBytes(request, maxBytes)
  if (isForm) return { body: {}, form: await parseForm(bytes, contentType) }
  if (bytes.byteLength === 0) return { body: {} }
  if (!isJson) {
    const accepted = acceptsForm ? 'application/json or multipart/form-data' : 'application/json'
    throw new RequestError(415, 'VALIDATION', `The body must be ${accepted}; say so in the Content-Type header.`)
  }
  return { body: parseJson(bytes) }
}
