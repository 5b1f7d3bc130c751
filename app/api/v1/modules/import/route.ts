import { jsonResponse } from '@/lib/adapters/json-response'
import { readBody } from '@/lib/adapters/read-body'
import { route } from '@/lib/adapters/route'
import { LIMITS } from '@/lib/schemas/limits'
import { importModules } from '@/lib/services/imports/import-modules'

export const POST = route(async ({ request, actor }) => {
  const { workspaceId } = actor
  const input = await readBody(request, { workspaceId, maxBytes: LIMITS.importBodyBytes, acceptsForm: true })
  return jsonResponse(await importModules(actor, input), { status: 200 })
})
