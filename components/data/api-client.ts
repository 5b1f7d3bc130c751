import type { ErrorBody } from '@/lib/schemas/error'
import { WORKSPACE_HEADER } from '@/lib/schemas/workspaces/workspace-path'
import { shownWorkspace } from './shown-workspace'

/** An error answer of the API or of a server action, or `code: 'NETWORK'` when there was no answer. */
export class ClientError extends Error {
  override readonly name = 'ClientError'
  readonly code: ErrorBody['code'] | 'NETWORK'
  readonly fields: Record<string, string>
  /** Facts of this kind of problem, e.g. both texts of a conflict. */
  readonly data: Record<string, unknown>
  readonly requestId: string | undefined

  constructor(body: Partial<Omit<ErrorBody, 'code'>> & { message: string; code: ErrorBody['code'] | 'NETWORK' }) {
    super(body.message)
    this.code = body.code
    this.fields = body.fields ?? {}
    this.data = body.data ?? {}
    this.requestId = body.requestId
  }
}

export const offlineError = () =>
  new ClientError({ code: 'NETWORK', message: 'The server cannot be reached. Check the connection and try again.' })

/** What was thrown, as an error to show: a fault of the page itself in a plain sentence. */
export function toClientError(thrown: unknown): ClientError {
  if (thrown instanceof ClientError) return thrown
  return new ClientError({ code: 'INTERNAL', message: 'This page had a fault of its own. Reload it and try again.' })
}

function isErrorBody(value: unknown): value is ErrorBody {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value
}

/** The error in an answer's body; a plain sentence when the body is something else, e.g. a proxy's page. */
async function readError(response: Response): Promise<ClientError> {
  const body: unknown = await response.json().catch(() => null)
  if (typeof body === 'object' && body !== null && 'error' in body && isErrorBody(body.error)) {
    return new ClientError(body.error)
  }
  return new ClientError({ code: 'INTERNAL', message: `The server answered ${response.status}. Try again.` })
}

type ApiOptions = { method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; json?: unknown; signal?: AbortSignal }

/**
 * Calls `/api/v1` with the session cookie, in the workspace that the page shows.
 * @throws ClientError
 */
export async function callApi<T>(path: string, options?: ApiOptions): Promise<T> {
  const response = await fetchApi(path, options)
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T)
}

/** As `callApi`, for an answer that is a file. */
export async function fetchFile(path: string, options?: ApiOptions): Promise<Blob> {
  const response = await fetchApi(path, options)
  return response.blob().catch(() => {
    throw offlineError()
  })
}

async function fetchApi(path: string, { method, json, signal }: ApiOptions = {}): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, {
      method: method ?? (json === undefined ? 'GET' : 'POST'),
      headers: {
        [WORKSPACE_HEADER]: shownWorkspace(),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: json === undefined ? undefined : JSON.stringify(json),
      signal,
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw offlineError()
  }
  if (!response.ok) throw await readError(response)
  return response
}

/** `toQuery({ q: 'a', tag: ['x', 'y'], none: undefined })` → `?q=a&tag=x&tag=y`. */
export function toQuery(params: Record<string, string | number | readonly string[] | null | undefined>): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(params)) {
    if (value === null || value === undefined || value === '') continue
    for (const item of Array.isArray(value) ? value : [value]) search.append(key, String(item))
  }
  const text = search.toString()
  return text && `?${text}`
}
