import { openRoute } from '@/lib/adapters/route'
import { unsubscribe } from '@/lib/services/mail/unsubscribe'

/** What mail programs call when a person presses their “Unsubscribe” (RFC 8058): one POST, without a session. */
export const POST = openRoute(async ({ params }) => {
  await unsubscribe({ token: params.token })
  return new Response(null, { status: 204 })
})

/** Programs that only look at links change nothing: a person is asked. */
export const GET = openRoute(
  async ({ params }) =>
    new Response(null, {
      status: 303,
      headers: { location: `/unsubscribe/${encodeURIComponent(String(params.token))}` },
    }),
)
