import type { z } from 'zod'
import { AppError } from '@/lib/errors'
import { LIMITS } from '@/lib/schemas/limits'
import type { Verb } from '@/lib/services/verb'
import { jsonResponse } from './json-response'
import { WORKSPACE_PARAMETER } from './named-workspace'
import { readBody } from './read-body'
import { readsAddress } from './refuse-unread'
import { route } from './route'

type RestInput = {
  params: Record<string, string | string[] | undefined>
  /** A name that occurs more than once has all its values. */
  query: Record<string, string | string[]>
  /** Parsed JSON; an empty object when there was none. */
  body: unknown
}

type RestOptions<Output extends z.ZodType> = {
  verb: Verb<z.ZodType, Output>
  /** Default: query (GET, DELETE) or body (others), and the path's parameters over it. */
  input?: (request: RestInput) => unknown
  /** Default 200; 204 when the verb returns nothing. */
  status?: number | ((output: z.output<Output>) => number)
  /** Default `LIMITS.bodyBytes`. */
  maxBodyBytes?: number
  /** For answers that are not JSON. */
  respond?: (output: z.output<Output>) => Response
}

function readQuery(url: string): RestInput['query'] {
  const { searchParams } = new URL(url)
  // which workspace is meant, `authenticate` has read
  searchParams.delete(WORKSPACE_PARAMETER)
  const read = (name: string) => {
    const values = searchParams.getAll(name)
    return values.length > 1 ? values : (values[0] ?? '')
  }
  // an assignment would lose a field that is named `__proto__`
  return Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, read(name)]))
}

/**
 * An object with the path's parameters put into it; anything else stays what it is, and the schema names it. A copy of a
 * hundred thousand fields would keep everybody waiting, and nobody else has this one.
 * @throws AppError VALIDATION where the two name different things
 */
export function mergeInput(source: unknown, params: RestInput['params']): unknown {
  const isObject = source !== null && typeof source === 'object' && !Array.isArray(source)
  if (!isObject) return source
  for (const [name, value] of Object.entries(params)) {
    if (!Object.hasOwn(source, name)) continue
    const given: unknown = source[name as keyof typeof source]
    if (given === value || (typeof given === 'number' && String(given) === value)) continue
    const problem = 'is another one in the path of the address: leave it out, or send the same.'
    throw new AppError('VALIDATION', `${name}: ${problem}`, { fields: { [name]: problem } })
  }
  return Object.assign(source, params)
}

/** A Next route handler over one verb: who, what, then the verb, then JSON. */
export function rest<Output extends z.ZodType>(options: RestOptions<Output>) {
  return route(async ({ request, actor, params }) => {
    const query = readQuery(request.url)
    const isInAddress = readsAddress(request.method)
    const { workspaceId } = actor
    const maxBytes = options.maxBodyBytes ?? LIMITS.bodyBytes
    const body = isInAddress ? {} : await readBody(request, { workspaceId, maxBytes })
    const input = options.input
      ? options.input({ params, query, body })
      : mergeInput(isInAddress ? query : body, params)
    const output = await options.verb(actor, input)
    if (options.respond) return options.respond(output)
    if (output === undefined) return new Response(null, { status: 204 })
    const status = typeof options.status === 'function' ? options.status(output) : (options.status ?? 200)
    return jsonResponse(output, { status })
  })
}
