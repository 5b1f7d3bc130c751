import { rest } from '@/lib/adapters/rest'
import { exportUsage } from '@/lib/services/usage/export-usage'

export const GET = rest({
  verb: exportUsage,
  respond: ({ fileName, text }) =>
    new Response(text, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${fileName}"`,
      },
    }),
})
