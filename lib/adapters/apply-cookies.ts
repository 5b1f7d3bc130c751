import 'server-only'
import { parseSetCookieHeader } from 'better-auth/cookies'
import { cookies } from 'next/headers'

/** Sends the cookies that the session library asked for with the response of a server action. */
export async function applyCookies(setCookies: readonly string[]): Promise<void> {
  if (setCookies.length === 0) return
  const store = await cookies()
  for (const header of setCookies) {
    for (const [name, cookie] of parseSetCookieHeader(header)) {
      store.set(name, cookie.value, {
        httpOnly: true,
        path: cookie.path ?? '/',
        sameSite: 'lax',
        secure: cookie.secure ?? false,
        ...(cookie['max-age'] === undefined ? {} : { maxAge: cookie['max-age'] }),
      })
    }
  }
}
