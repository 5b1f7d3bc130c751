import { readImportForm } from '@/lib/schemas/import-form'
import { LIMITS } from '@/lib/schemas/limits'

export type BodyBytes = { bytes: Uint8Array<ArrayBuffer>; contentType: string; isForm: boolean }
/** `reason: 'values'`: nothing that people send has so many. */
export type ParsedBody = { value: unknown } | { problem: string; reason: 'malformed' } | TooMuch
type TooMuch = { problem: string; reason: 'values'; limit: number }

const COMMA = 0x2c
const COLON = 0x3a
const BRACKET = 0x5b

/** The JSON of a body, or the form of an import. */
export async function parseBody({ bytes, contentType, isForm }: BodyBytes): Promise<ParsedBody> {
  if (isForm) {
    try {
      return { value: await readImportForm(await toForm(bytes, contentType)) }
    } catch {
      return { problem: 'The body is not valid multipart form data.', reason: 'malformed' }
    }
  }
  if (hasTooMany(bytes)) {
    const limit = LIMITS.bodyValues
    return { problem: `The body has more than ${limit} values.`, reason: 'values', limit }
  }
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (!hasWideObject(value)) return { value }
    const limit = LIMITS.bodyFields
    return { problem: `An object of the body has more than ${limit} fields.`, reason: 'values', limit }
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message : 'it is not UTF-8 text'
    return { problem: `The body is not valid JSON: ${why}`, reason: 'malformed' }
  }
}

const toForm = (bytes: Uint8Array<ArrayBuffer>, contentType: string) =>
  new Response(bytes, { headers: { 'content-type': contentType } }).formData()

/** Each value but the first stands behind a comma, a colon or a bracket that is outside of a text. */
function hasTooMany(bytes: Uint8Array): boolean {
  let values = 1
  let isText = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === 0x22) isText = !isText
    else if (isText && byte === 0x5c) at++
    else if (!isText && (byte === COMMA || byte === COLON || byte === BRACKET)) values++
    if (values > LIMITS.bodyValues) return true
  }
  return false
}

function hasWideObject(value: unknown): boolean {
  const open = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (next === null || typeof next !== 'object') continue
    const items = Object.values(next)
    if (items.length > LIMITS.bodyFields && !Array.isArray(next)) return true
    for (const item of items) open.push(item)
  }
  return false
}
