import { isDeepStrictEqual } from 'node:util'
import type { Prisma } from '@/lib/db/generated/client'

type Fields = Record<string, unknown>
type FlatFields = Map<string, Prisma.InputJsonValue | null>

/**
 * The fields that differ, each as it was and as it is; fields of fields by names with dots (`budget.packing`). A side is
 * left out where the field was not there, as before what is created and after what is deleted.
 */
export function findChanges(before: Fields = {}, after: Fields = {}): Prisma.InputJsonObject {
  const [was, is] = [flatten(before), flatten(after)]
  const names = [...new Set([...was.keys(), ...is.keys()])].filter(
    (name) => !isDeepStrictEqual(was.get(name), is.get(name)),
  )
  const sideOf = (side: string, fields: FlatFields, name: string) =>
    fields.has(name) ? { [side]: fields.get(name) ?? null } : {}
  return Object.fromEntries(
    names.sort().map((name) => [name, { ...sideOf('before', was, name), ...sideOf('after', is, name) }]),
  )
}

/** As it is stored: dates are texts, and what JSON does not know is not there. */
function flatten(fields: Fields): FlatFields {
  const flat: FlatFields = new Map()
  const add = (prefix: string, value: Prisma.InputJsonValue | null) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) flat.set(prefix, value)
    else for (const [name, inner] of Object.entries(value)) add(prefix ? `${prefix}.${name}` : name, inner)
  }
  add('', JSON.parse(JSON.stringify(fields)))
  return flat
}
