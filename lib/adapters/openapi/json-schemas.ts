import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'

export type JsonSchema = { [key: string]: unknown }

/** Turns zod schemas into JSON schemas; those that have an id become components that the others refer to. */
export class JsonSchemas {
  readonly components: Record<string, JsonSchema> = {}

  add(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const {
      $schema: _,
      $defs = {},
      ...root
    } = z.toJSONSchema(schema, {
      io,
      unrepresentable: 'any',
      override: keepDefault,
    })
    const names = new Map(Object.entries($defs).map(([id, definition]) => [id, this.nameOf(id, definition)]))
    for (const [id, definition] of Object.entries($defs)) {
      this.components[names.get(id) ?? id] = pointTo(names, definition) as JsonSchema
    }
    return pointTo(names, root) as JsonSchema
  }

  /** An input and an output of the same id can differ, by defaults for example; then the later one is called after its io. */
  private nameOf(id: string, definition: unknown): string {
    const names = new Map([[id, id]])
    const known = this.components[id]
    return known === undefined || isDeepStrictEqual(known, pointTo(names, definition)) ? id : `${id}Input`
  }
}

/** Zod leaves the default of an input out where its text is turned into something else first. */
const keepDefault: NonNullable<z.core.ToJSONSchemaParams['override']> = ({ zodSchema, jsonSchema }) => {
  const { def } = zodSchema._zod
  if (def.type === 'default') jsonSchema.default ??= def.defaultValue as typeof jsonSchema.default
}

const PREFIX = '#/$defs/'

function pointTo(names: ReadonlyMap<string, string>, node: unknown): unknown {
  if (Array.isArray(node)) return node.map((item) => pointTo(names, item))
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => {
      if (key === '$ref' && typeof value === 'string' && value.startsWith(PREFIX)) {
        const id = value.slice(PREFIX.length)
        return [[key, `#/components/schemas/${names.get(id) ?? id}`]]
      }
      return [[key, pointTo(names, value)]]
    }),
  )
}
