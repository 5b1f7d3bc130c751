import { rest } from '@/lib/adapters/rest'
import { exportQuerySet } from '@/lib/services/query-sets/export-query-set'

export const GET = rest({
  verb: exportQuerySet,
  respond: ({ fileName, text }) =>
    new Response(text, {
      headers: {
        'content-type': 'application/yaml; charset=utf-8',
        'content-disposition': `attachment; filename="${fileName}"`,
      },
    }),
})
