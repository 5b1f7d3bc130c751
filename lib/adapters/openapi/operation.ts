import type * as VERBS from '@/lib/services/verbs'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What only HTTP knows of a method of a route; the verb says what it needs, takes and answers. */
type HttpFacts = {
  /** `describeApi` is the adapters' own. */
  verb: keyof typeof VERBS | 'describeApi'
  summary: string
  /** Default 200; 204 for a verb that answers nothing. */
  status?: number
  /** Content of the answer when it is not JSON. */
  outputType?: string
  /** Takes files as a form, too. */
  acceptsForm?: boolean
  /** Takes nothing of what the verb could take. */
  takesNothing?: boolean
  /** Parameters of the path that the verb's input calls something else. */
  pathNames?: Record<string, string>
}

/** One method of one route. What the path does not hold is the query of GET and DELETE, the JSON body of the others. */
export type Operation = HttpFacts & {
  method: Lowercase<Method>
  /** Below `/api/v1`, with `{name}` for parameters. */
  path: string
  tag: string
}

/** Operations of one topic, by method and path. The verbs are named, not loaded: the server's entry reads only paths. */
export function operationsOf(tag: string, operations: Record<`${Method} /${string}`, HttpFacts>): Operation[] {
  return Object.entries(operations).map(([address, facts]) => {
    const [method = '', path = ''] = address.split(' ')
    return { ...facts, tag, path, method: method.toLowerCase() as Lowercase<Method> }
  })
}
