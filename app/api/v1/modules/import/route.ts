import { readBody } from '@/lib/adapters/read-body'
import { readImportForm } from '@/lib/adapters/read-import-form'
import { route } from '@/lib/adapters/route'
import { LIMITS } from '@/lib/schemas/limits'
import { importModules } from '@/lib/services/modules/import-modules'

export const POST = route(async ({ request, actor }) => {
  const { body, form } = await readBody(request, LIMITS.importBodyBytes, true)
  return Response.json(await importModules(actor, form ? await readImportForm(form) : body))
})
