import { readImportForm } from '@/lib/schemas/imports/import-form'
import { LIMITS } from '@/lib/schemas/limits'
import { describeJsonError } from '@/lib/schemas/texts/describe-json-error'
import { findFieldTwice } from './find-field-twice'

export type BodyBytes = { bytes: Uint8Array<ArrayBuffer>; contentType: string; isForm: boolean }
/** `reason: 'values'`: nothing that people send has so many, or holds one another so deep. */
export type ParsedBody = { value: unknown } | { problem: string; reason: 'malformed' } | TooMuch
type TooMuch = { problem: string; reason: 'values'; limit: number }

/** The JSON of a body, or the form of an import. */
export async function parseBody({ bytes, contentType, isForm }: BodyBytes): Promise<ParsedBody> {
  if (isForm) return readForm(bytes, contentType)
  const counted = countValues(bytes)
  if ('reason' in counted) return counted
  const text = decode(bytes)
  if (text === null) return { problem: 'The body is not valid JSON: it is not UTF-8 text', reason: 'malformed' }
  try {
    const value: unknown = JSON.parse(text)
    const { fields, widest } = countFields(value)
    // of two fields with one name, the parser keeps the last without a word
    if (fields < counted.colons) return { problem: describeTwice(text), reason: 'malformed' }
    if (widest <= LIMITS.bodyFields) return { value }
    const limit = LIMITS.bodyFields
    return { problem: `An object of the body has more than ${limit} fields.`, reason: 'values', limit }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { problem: `The body is not valid JSON: ${describeJsonError(text)}`, reason: 'malformed' }
  }
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

async function readForm(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<ParsedBody> {
  const form = await toForm(bytes, contentType).catch(() => null)
  if (!form) return { problem: 'The body is not valid multipart form data.', reason: 'malformed' }
  const read = await readImportForm(form)
  return 'problem' in read ? { problem: read.problem, reason: 'malformed' } : read
}

const toForm = (bytes: Uint8Array<ArrayBuffer>, contentType: string) =>
  new Response(bytes, { headers: { 'content-type': contentType } }).formData()

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

/**
 * Before anything is made of them: each value but the first stands behind a comma, a colon or a bracket that is outside of
 * a text, and each field has a colon.
 */
function countValues(bytes: Uint8Array): { colons: number } | TooMuch {
  let values = 1
  let colons = 0
  let depth = 0
  let isText = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === QUOTE) isText = !isText
    else if (isText) {
      if (byte === BACKSLASH) at++
    } else if (byte === COMMA) values++
    else if (byte === COLON) {
      values++
      colons++
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      if (byte === OPEN_LIST) values++
      depth++
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--
    if (values > LIMITS.bodyValues) {
      const limit = LIMITS.bodyValues
      return { problem: `The body has more than ${limit} values.`, reason: 'values', limit }
    }
    if (depth > LIMITS.bodyDepth) {
      const limit = LIMITS.bodyDepth
      const problem = `The body holds lists or objects in one another, more than ${limit} deep.`
      return { problem, reason: 'values', limit }
    }
  }
  return { colons }
}

/** Of all objects together, and of the one that has most. */
function countFields(value: unknown): { fields: number; widest: number } {
  let fields = 0
  let widest = 0
  const open = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (next === null || typeof next !== 'object') continue
    const items = Object.values(next)
    if (!Array.isArray(next)) {
      fields += items.length
      widest = Math.max(widest, items.length)
    }
    for (const item of items) open.push(item)
  }
  return { fields, widest }
}

function describeTwice(json: string): string {
  return `An object of the body has the field “${findFieldTwice(json)}” twice: send it once.`
}
