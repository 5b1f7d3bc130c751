import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import { errorResponseSchema } from '@/lib/schemas/error'
import { WORKSPACE_HEADER } from '@/lib/schemas/workspaces/workspace-path'
import { type Verb, verb } from '@/lib/services/verb'
import * as VERBS from '@/lib/services/verbs'
import packageJson from '@/package.json' with { type: 'json' }
import { type JsonSchema, JsonSchemas } from './json-schemas'
import type { Operation } from './operation'
import { OPERATIONS } from './operations'

/** It is the same for everybody, and takes a fifth of a second to make. */
let built: ReturnType<typeof buildOpenApiDocument> | undefined

/** The document of this version. */
export const describeApi = verb({
  name: 'describeApi',
  scope: 'read',
  effect: 'read',
  input: z.strictObject({}),
  output: z.looseObject({ openapi: z.string() }),
  run: () => {
    built ??= buildOpenApiDocument(packageJson.version)
    return built
  },
})

const VERB_OF: Record<Operation['verb'], Pick<Verb, 'scope' | 'input' | 'output'>> = { ...VERBS, describeApi }

const ERRORS = {
  '400': 'Invalid input; `fields` says where.',
  '401': 'No session and no valid key.',
  '403': 'The key or role lacks the scope.',
  '404': 'There is no such thing, or it is not yours to see.',
  '409': 'It was changed in the meantime, or exists already.',
  '413': 'The body is too large.',
  '422': 'A limit would be passed; for compose, what is mandatory does not fit.',
  '429': 'Too many requests; `Retry-After` says when.',
  '502': 'A model provider failed.',
  '503': 'Busy, or starting again; `Retry-After` says when to come back.',
}

type InputParts = { path: JsonSchema[]; query: JsonSchema[]; body: JsonSchema | null }

/** Parts the schema of an input into what the path holds and what comes as query or body. */
function splitInput(operation: Operation, schema: JsonSchema, components: JsonSchemas['components']): InputParts {
  const target = typeof schema.$ref === 'string' ? components[schema.$ref.split('/').at(-1) ?? ''] : schema
  const {
    properties = {},
    required = [],
    ...rest
  } = (target ?? {}) as {
    properties?: Record<string, JsonSchema>
    required?: string[]
  }
  const { pathNames = {} } = operation
  const inPath = new Set([...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))
  const toParameter = (place: 'path' | 'query') => (name: string) => {
    const { description, ...type } = properties[pathNames[name] ?? name] ?? {}
    const isRequired = place === 'path' || required.includes(name)
    return { name, in: place, required: isRequired, schema: type, ...(description ? { description } : {}) }
  }
  const taken = new Set([...inPath].map((name) => pathNames[name] ?? name))
  const others = Object.keys(properties).filter((name) => !taken.has(name))
  const path = [...inPath].map(toParameter('path'))
  if (operation.method === 'get' || operation.method === 'delete') {
    return { path, query: others.map(toParameter('query')), body: null }
  }
  if (inPath.size === 0) return { path, query: [], body: schema }
  if (others.length === 0) return { path, query: [], body: null }
  const body = {
    ...rest,
    properties: Object.fromEntries(others.map((name) => [name, properties[name]])),
    required: required.filter((name) => !taken.has(name)),
  }
  return { path, query: [], body }
}

function describeBody(body: JsonSchema, acceptsForm: boolean) {
  const files = { type: 'array', items: { type: 'string', format: 'binary' } }
  const form = {
    schema: { type: 'object', properties: { files }, description: '.md, .mdx, .mdc, .markdown, .txt and .zip files.' },
  }
  return {
    required: true,
    content: { 'application/json': { schema: body }, ...(acceptsForm ? { 'multipart/form-data': form } : {}) },
  }
}

function describeSuccess(output: z.ZodType | null, outputType: string | undefined, schemas: JsonSchemas) {
  if (outputType) return { description: 'Done.', content: { [outputType]: { schema: { type: 'string' } } } }
  if (!output) return { description: 'Done.' }
  return { description: 'Done.', content: { 'application/json': { schema: schemas.add(output, 'output') } } }
}

function toOperationId({ method, path }: Operation): string {
  const words = path.split('/').filter((word) => word !== '')
  return [method, ...words.map((word) => word.replaceAll(/[{}]/g, ''))].join('-')
}

function describeOperation(operation: Operation, schemas: JsonSchemas) {
  const { outputType, tag, summary, acceptsForm = false, takesNothing = false } = operation
  const { scope, input, output } = VERB_OF[operation.verb]
  const schema = takesNothing ? {} : schemas.add(input, 'input')
  const { path, query, body } = splitInput(operation, schema, schemas.components)
  const answer = output instanceof z.ZodVoid ? null : output
  const status = operation.status ?? (answer ? 200 : 204)
  const error = { $ref: '#/components/responses/Error' }
  return {
    operationId: toOperationId(operation),
    tags: [tag],
    summary,
    description: `Scope: ${scope}.`,
    ...(path.length + query.length > 0 ? { parameters: [...path, ...query] } : {}),
    ...(body ? { requestBody: describeBody(body, acceptsForm) } : {}),
    responses: {
      [status]: describeSuccess(answer, outputType, schemas),
      ...Object.fromEntries(Object.keys(ERRORS).map((code) => [code, error])),
    },
  }
}

/** The OpenAPI 3.1 document of `/api/v1`, made from what the verbs say of themselves; others have turns meanwhile. */
export async function buildOpenApiDocument(version: string) {
  const schemas = new JsonSchemas()
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of OPERATIONS) {
    const path = `/api/v1${operation.path}`
    paths[path] = { ...paths[path], [operation.method]: describeOperation(operation, schemas) }
    await setImmediate()
  }
  const errorSchema = schemas.add(errorResponseSchema, 'output')
  return {
    openapi: '3.1.0',
    info: {
      title: 'Loadout',
      version,
      description: 'Decides, versions and explains what a language model gets to see.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    security: [{ apiKey: [] }, { session: [] }],
    paths,
    components: {
      schemas: schemas.components,
      responses: {
        Error: {
          description: Object.entries(ERRORS)
            .map(([status, meaning]) => `${status}: ${meaning}`)
            .join('\n'),
          content: { 'application/json': { schema: errorSchema } },
        },
      },
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of the workspace.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'loadout.session_token',
          description: `The cookie of a signed-in person, in the workspace whose slug the header ${WORKSPACE_HEADER} names; without it, in the one that the session was started in.`,
        },
      },
    },
  }
}
