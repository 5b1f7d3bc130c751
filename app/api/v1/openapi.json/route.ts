import { buildOpenApiDocument } from '@/lib/adapters/openapi/build-document'
import { route } from '@/lib/adapters/route'
import { authorize } from '@/lib/services/actor'
import packageJson from '@/package.json' with { type: 'json' }

export const GET = route(async ({ actor }) => {
  authorize(actor, 'read')
  return Response.json(buildOpenApiDocument(packageJson.version))
})
