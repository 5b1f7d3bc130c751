import type { z } from 'zod'
import type { Scope } from '@/lib/schemas/role'

/** One method of one route, as the document describes it. */
export type Operation = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Below `/api/v1`, with `{name}` for parameters; the same names as in `input`. */
  path: string
  tag: string
  summary: string
  scope: Scope
  /** The verb's input: what the path does not hold is the query of GET and DELETE, the JSON body of the others. */
  input?: z.ZodType
  /** Nothing: 204. */
  output?: z.ZodType
  /** Default 200. */
  status?: number
  /** Content of the answer when it is not JSON. */
  outputType?: string
  /** Takes files as a form, too. */
  acceptsForm?: boolean
}

/** Operations of one topic. */
export function operationsOf(tag: string, operations: Omit<Operation, 'tag'>[]): Operation[] {
  return operations.map((operation) => ({ ...operation, tag }))
}
