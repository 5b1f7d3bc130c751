import { rest } from '@/lib/adapters/rest'
import { getMessageImage } from '@/lib/services/conversations/get-message-image'

/** The bytes under the media type that they were found to have, and nothing that a browser could run. */
export const GET = rest({
  verb: getMessageImage,
  respond: ({ mediaType, bytes }) =>
    new Response(bytes, {
      headers: {
        'content-type': mediaType,
        'content-length': String(bytes.byteLength),
        'content-disposition': 'inline',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
        // an image never changes, and a deleted one is gone within minutes
        'cache-control': 'private, max-age=300',
      },
    }),
})
