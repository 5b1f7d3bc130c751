import { rest } from '@/lib/adapters/rest'
import { exportConversations } from '@/lib/services/conversations/export-conversations'

/** `?ids=a,b&format=markdown` */
export const GET = rest({
  verb: exportConversations,
  input: ({ query: { ids, ...others } }) => ({ ...others, ids: [ids ?? []].flat().flatMap((each) => each.split(',')) }),
  respond: ({ fileName, mediaType, text }) =>
    new Response(text, {
      headers: { 'content-type': mediaType, 'content-disposition': `attachment; filename="${fileName}"` },
    }),
})
