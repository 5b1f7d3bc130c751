import { rest } from '@/lib/adapters/rest'
import { exportAuditEvents } from '@/lib/services/audit/export-audit-events'

export const GET = rest({
  verb: exportAuditEvents,
  respond: ({ fileName, contentType, stream }) =>
    new Response(stream, {
      headers: { 'content-type': contentType, 'content-disposition': `attachment; filename="${fileName}"` },
    }),
})
