import { buildOpenApiDocument } from '@/lib/adapters/openapi/build-document'
import { route } from '@/lib/adapters/route'
import packageJson from '@/package.json' with { type: 'json' }

export const GET = route(async () => Response.json(buildOpenApiDocument(packageJson.version)))
