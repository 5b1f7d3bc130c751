import { rest } from '@/lib/adapters/rest'
import { exportModules } from '@/lib/services/modules/export-modules'

function toDownload({ fileName, stream }: Awaited<ReturnType<typeof exportModules>>): Response {
  return new Response(stream, {
    headers: { 'content-type': 'application/zip', 'content-disposition': `attachment; filename="${fileName}"` },
  })
}

/** `?ids=a,b` exports these modules, without it all of them. */
export const GET = rest({
  verb: exportModules,
  input: ({ query: { ids, ...others } }) =>
    ids === undefined ? others : { ...others, ids: [ids].flat().flatMap((value) => value.split(',')) },
  respond: toDownload,
})
export const POST = rest({ verb: exportModules, respond: toDownload })
